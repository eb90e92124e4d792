package dev.zeroflow.scheduler.placeholder;

/** With its placeholders filled in, a value would be larger than is accepted: the user's error. */
public final class ExpansionTooLargeException extends RuntimeException {
  ExpansionTooLargeException() {
    super(
        "with placeholders filled in it is longer than the %d million characters that are accepted"
            .formatted(Budget.MAX_CHARACTERS >> 20));
  }
}
