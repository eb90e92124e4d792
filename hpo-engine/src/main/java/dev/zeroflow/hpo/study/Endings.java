package dev.zeroflow.hpo.study;

import java.util.Map;

/** What an outcome makes of a trial. */
final class Endings {
  private Endings() {}

  static Trial end(Trial trial, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed(Values values) when values.hasNan() ->
          trial.ended(TrialState.FAIL, Values.NONE);
      case Outcome.Completed(Values values) -> trial.ended(TrialState.COMPLETE, values);
      case Outcome.Pruned _ -> trial.ended(TrialState.PRUNED, lastOf(trial));
      case Outcome.Failed _ -> trial.ended(TrialState.FAIL, Values.NONE);
    };
  }

  private static Values lastOf(Trial trial) {
    Map.Entry<Integer, Values> last = trial.evidence().lastReport();
    return last == null || last.getValue().hasNan() ? Values.NONE : last.getValue();
  }
}
