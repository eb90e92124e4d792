package dev.zeroflow.metadata.governance;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.UUID;

/** What a person says of a version that is to have an alias. */
public record Approval(
    UUID id,
    String model,
    String version,
    String alias,
    Decision decision,
    String comment,
    String actor,
    Instant at) {
  /** Whether it may be promoted. */
  public enum Decision {
    APPROVED,
    REJECTED
  }

  /** Longest comment, in characters. */
  public static final int MAX_COMMENT = 10_000;

  public Approval {
    if (comment.length() > MAX_COMMENT || comment.indexOf('\0') >= 0) {
      throw MetadataException.badInput(
          "a comment has at most " + MAX_COMMENT + " characters, and not U+0000");
    }
  }
}
