package dev.zeroflow.scheduler.placeholder;

/** How much an expansion may still write: a short text can name a long value very often. */
final class Budget {
  /** More than any command line takes, and little enough to hold. */
  static final int MAX_CHARACTERS = 16 << 20;

  private long left = MAX_CHARACTERS;

  void spend(int characters) {
    left -= characters;
    if (left < 0) {
      throw new ExpansionTooLargeException();
    }
  }
}
