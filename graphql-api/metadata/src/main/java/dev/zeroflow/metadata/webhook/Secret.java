package dev.zeroflow.metadata.webhook;

import dev.zeroflow.metadata.MetadataException;

/** What deliveries are signed with. It is told to nobody, also not by {@link #toString}. */
public record Secret(String text) {
  /** Longest secret, in characters. */
  public static final int MAX_LENGTH = 1_000;

  public Secret {
    check(text);
  }

  /**
   * Refuses what can be no secret.
   *
   * @throws MetadataException with BAD_INPUT
   */
  static void check(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw MetadataException.badInput(
          "the secret of a webhook must have 1 to " + MAX_LENGTH + " characters");
    }
  }

  @Override
  public String toString() {
    return "Secret[...]";
  }
}
