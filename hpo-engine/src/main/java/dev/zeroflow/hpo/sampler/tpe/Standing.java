package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import dev.zeroflow.hpo.study.Values;
import java.util.List;
import java.util.Map;

/**
 * How good a told trial is among the others, best first: complete ones by value; then pruned ones,
 * those that came further first, then by what they had reported; then those that violate
 * constraints, by how much. With several objectives complete and pruned ones of the same step are
 * equal here: see {@link Ranking}.
 */
record Standing(Tier tier, double first, double second, int number)
    implements Comparable<Standing> {
  enum Tier {
    COMPLETE,
    PRUNED,
    INFEASIBLE
  }

  /** A pruned trial that has not reported comes after all that have. */
  private static final double NO_REPORT = 1;

  static Standing of(Trial trial, List<Direction> directions) {
    double violation = trial.evidence().violation();
    if (violation > 0) {
      return new Standing(Tier.INFEASIBLE, violation, 0, trial.number());
    }
    if (trial.state() == TrialState.COMPLETE) {
      return new Standing(Tier.COMPLETE, loss(trial.values(), directions), 0, trial.number());
    }
    Map.Entry<Integer, Values> last = trial.evidence().lastReport();
    return last == null
        ? new Standing(Tier.PRUNED, NO_REPORT, 0, trial.number())
        : new Standing(
            Tier.PRUNED, -last.getKey(), loss(last.getValue(), directions), trial.number());
  }

  @Override
  public int compareTo(Standing other) {
    int byTier = tier.compareTo(other.tier);
    int byFirst = byTier != 0 ? byTier : Double.compare(first, other.first);
    int bySecond = byFirst != 0 ? byFirst : Double.compare(second, other.second);
    return bySecond != 0 ? bySecond : Integer.compare(number, other.number);
  }

  /** NaN is the worst. */
  private static double loss(Values values, List<Direction> directions) {
    if (directions.size() > 1) {
      return 0;
    }
    double loss = directions.getFirst().toLoss(values.get(0));
    return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }
}
