package dev.zeroflow.metadata.governance;

/**
 * What a policy asked and what it found.
 *
 * @param subject what was looked at: a metric, a person, or a word
 * @param message one sentence with the figures
 */
public record Evidence(Check check, String subject, boolean passed, String message) {
  /** What is asked. */
  public enum Check {
    METRIC,
    APPROVALS,
    REJECTION,
    SIGNATURE,
    SIGNED
  }

  /**
   * The files are those that were signed.
   *
   * @param key name of the key
   * @param statement digest of what was signed
   */
  public static Evidence signed(String key, String statement) {
    return new Evidence(
        Check.SIGNED, key, true, "signed by %s, statement %s".formatted(key, statement));
  }

  /** The files are not signed, or not by whom they must be. */
  public static Evidence unsigned(String why) {
    return new Evidence(Check.SIGNED, "signature", false, why);
  }
}
