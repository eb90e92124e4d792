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
    SIGNATURE
  }
}
