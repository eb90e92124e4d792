package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;

/** How much a study keeps. */
public final class Limits {
  /** Most trials of a study. */
  public static final int TRIALS = 100_000;

  /** Most reported steps of a trial. */
  public static final int REPORTS = 10_000;

  /** Most attributes, and most constraints, of a trial. */
  public static final int ATTRIBUTES = 1_000;

  /** Longest attribute, in characters. */
  public static final int ATTRIBUTE_LENGTH = 1 << 16;

  private Limits() {}

  static void check(int size, int limit, String what) {
    if (size > limit) {
      throw new HpoException(
          Problem.LIMIT_EXCEEDED, "there are at most %d %s".formatted(limit, what));
    }
  }
}
