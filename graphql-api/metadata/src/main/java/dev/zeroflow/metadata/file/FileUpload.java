package dev.zeroflow.metadata.file;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object that no file names: of an upload under way, or left behind.
 *
 * @param uri the object, which may not be there
 * @param partsId name that the object store gave an upload in parts; null if it comes in one piece
 * @param begunAt when the upload began; {@link #LEFT} if it can only be swept
 */
public record FileUpload(
    UUID id, String project, FilePath path, String uri, @Nullable String partsId, Instant begunAt) {
  /** Longest time that an upload may take. */
  public static final Duration LIFE = Duration.ofDays(1);

  /** Beginning of what is left behind. */
  public static final Instant LEFT = Instant.EPOCH;

  private static final Duration GRACE = Duration.ofHours(1);

  /** Uploads that began before may not be completed any more. */
  public static Instant oldest(Instant now) {
    return now.minus(LIFE);
  }

  /** Uploads that began before are swept: later than they may be completed, on any clock. */
  public static Instant swept(Instant now) {
    return now.minus(LIFE).minus(GRACE);
  }
}
