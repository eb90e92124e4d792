package dev.zeroflow.metadata.run;

import dev.zeroflow.metadata.MetadataException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in the list of runs, which is ordered by time of creation and id, newest first. As text
 * it is opaque to clients.
 */
public record RunCursor(Instant createdAt, UUID id) {
  /** The place of the run. */
  public static RunCursor of(RunRecord run) {
    return new RunCursor(run.createdAt(), run.id());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws MetadataException with BAD_INPUT if it is something else
   */
  public static RunCursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int space = plain.indexOf(' ');
      return new RunCursor(
          Instant.parse(plain.substring(0, Math.max(space, 0))),
          UUID.fromString(plain.substring(space + 1)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw MetadataException.badInput("not a cursor of this list; pass an endCursor, or none");
    }
  }

  /** The place as text for {@link #parse}. */
  public String text() {
    byte[] plain = (createdAt + " " + id).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }
}
