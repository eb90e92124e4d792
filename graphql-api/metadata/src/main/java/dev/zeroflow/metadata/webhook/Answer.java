package dev.zeroflow.metadata.webhook;

/** What an attempt to deliver came to. */
public sealed interface Answer {
  /** The receiver answered. */
  record Answered(int status) implements Answer {}

  /**
   * Nobody answered.
   *
   * @param reason without secrets
   */
  record Unreachable(String reason) implements Answer {}

  /**
   * The address may not be called.
   *
   * @param reason without secrets
   */
  record Refused(String reason) implements Answer {}
}
