package dev.zeroflow.metadata.hub;

import dev.zeroflow.metadata.MetadataException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which things are wanted; what is null does not matter.
 *
 * @param id an Integer; a UUID of an artifact
 * @param parent number of the model or version that they must belong to
 * @param after where the page before ended
 */
public record HubQuery(
    @Nullable Object id,
    @Nullable String name,
    @Nullable String externalId,
    @Nullable Integer parent,
    OrderBy orderBy,
    boolean descending,
    @Nullable Place after,
    int size) {
  /** Most things on a page. */
  public static final int MAX_SIZE = 1_000;

  /** What they are ordered by; ids decide between what is equal. */
  public enum OrderBy {
    ID,
    CREATE_TIME,
    LAST_UPDATE_TIME
  }

  /** A place in a list. */
  public record Place(Instant at, Object id) {
    /** As clients send it back. */
    public String token() {
      String plain = at + " " + id;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place behind a token.
     *
     * @throws MetadataException with BAD_INPUT if there is none
     */
    public static Place of(String token) {
      try {
        String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        String[] parts = plain.split(" ", 2);
        if (parts.length == 2) {
          return new Place(Instant.parse(parts[0]), id(parts[1]));
        }
      } catch (IllegalArgumentException | DateTimeParseException e) {
        throw strange();
      }
      throw strange();
    }

    private static Object id(String text) {
      return text.length() < 10 ? (Object) Integer.valueOf(text) : UUID.fromString(text);
    }

    private static MetadataException strange() {
      return MetadataException.badInput("nextPageToken is not one of this server");
    }
  }

  public HubQuery {
    if (size < 1 || size > MAX_SIZE) {
      throw MetadataException.badInput("pageSize must be from 1 to " + MAX_SIZE + ": " + size);
    }
  }

  /** The one thing with an id. */
  public static HubQuery byId(Object id) {
    return new HubQuery(id, null, null, null, OrderBy.ID, false, null, 1);
  }
}
