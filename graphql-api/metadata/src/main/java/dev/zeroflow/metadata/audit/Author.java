package dev.zeroflow.metadata.audit;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;

/**
 * Who changes something of a project, and when.
 *
 * @param name of a person or a task, as it is shown
 */
public record Author(String project, String name, Instant at) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 250;

  public Author {
    boolean plain = name.chars().noneMatch(Character::isISOControl);
    if (name.isBlank() || name.length() > MAX_NAME || !plain) {
      throw MetadataException.badInput(
          "the name of who does it must have 1 to " + MAX_NAME + " characters on one line");
    }
  }
}
