package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.study.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a study may cost.
 *
 * @param trials trials that end with a result, pruned ones too: exactly as many, whatever dies
 * @param failures most trials that end without one; one more ends the study
 * @param time longest time from its creation, null for no limit
 */
public record Budget(int trials, int failures, @Nullable Duration time) {
  /** Failures that are borne if nothing is said. */
  public static final int FAILURES = 20;

  public Budget {
    if (trials < 1 || trials > Limits.TRIALS) {
      throw bad("a study has 1 to %d trials, not %d".formatted(Limits.TRIALS, trials));
    }
    if (failures < 0 || failures > Limits.TRIALS) {
      throw bad("a study bears 0 to %d failures, not %d".formatted(Limits.TRIALS, failures));
    }
    if (time != null && !time.isPositive()) {
      throw bad("the time of a study is positive");
    }
  }

  private static StudyException bad(String message) {
    return new StudyException(StudyProblem.BAD_INPUT, message);
  }
}
