package dev.zeroflow.hpo.pruner;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import dev.zeroflow.hpo.study.Values;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Steps at which trials compete: rung r is at first * factor^r.
 *
 * @param first step of the lowest rung, at least 1; 0 for a hundredth of the longest complete trial
 * @param factor how much farther each rung is than the one below, at least 2
 */
public record Rungs(int first, int factor) {
  private static final int MAX_RUNGS = 32;

  /** Checks the numbers. */
  public Rungs {
    if (first < 0 || factor < 2) {
      throw new HpoException(
          Problem.INVALID_OPTION, "rungs from %d by %d".formatted(first, factor));
    }
  }

  /** The same rungs without the lowest ones. */
  Rungs above(int skipped) {
    return new Rungs(Math.toIntExact(Math.round(first * Math.pow(factor, skipped))), factor);
  }

  /** Steps of the rungs that the trial's last report has reached, lowest first. */
  int[] reachedNow(History history, Trial trial) {
    Integer last = trial.reports().isEmpty() ? null : trial.reports().lastKey();
    Integer before = last == null ? null : trial.reports().lowerKey(last);
    return last == null ? new int[0] : between(history, before == null ? 0 : before, last);
  }

  /** Steps of all rungs that a trial has reached, lowest first. */
  int[] reached(History history, Trial trial) {
    return trial.reports().isEmpty() ? new int[0] : between(history, 0, trial.reports().lastKey());
  }

  /** What a trial reported when it reached a rung; null if it has not, or it was no number. */
  static double @Nullable [] losses(History history, Trial trial, int rung) {
    Map.Entry<Integer, Values> report = trial.reports().ceilingEntry(rung);
    return report == null || report.getValue().hasNan()
        ? null
        : report.getValue().toLosses(history.settings().directions());
  }

  private int[] between(History history, int below, int last) {
    long start = first > 0 ? first : automatic(history);
    return start == 0
        ? new int[0]
        : IntStream.range(0, MAX_RUNGS)
            .mapToLong(rung -> Math.round(start * Math.pow(factor, rung)))
            .filter(step -> step > below && step <= last)
            .mapToInt(Math::toIntExact)
            .toArray();
  }

  private static int automatic(History history) {
    int longest = 0;
    for (Trial trial : history.finished()) {
      if (trial.state() == TrialState.COMPLETE && !trial.reports().isEmpty()) {
        longest = Math.max(longest, Math.max(100, trial.reports().lastKey()));
      }
    }
    return longest / 100;
  }
}
