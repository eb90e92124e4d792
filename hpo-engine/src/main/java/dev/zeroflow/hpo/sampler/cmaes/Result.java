package dev.zeroflow.hpo.sampler.cmaes;

import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Trial;

/**
 * What became of a trial; the best comes first.
 *
 * @param number of the trial
 * @param point of the cube
 * @param violation of constraints; any is worse than every loss
 * @param loss to minimise
 */
record Result(int number, double[] point, double violation, double loss)
    implements Comparable<Result> {
  static final Result WORST =
      new Result(
          Integer.MAX_VALUE, new double[0], Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Result of(Trial trial, double[] point, Direction direction) {
    double loss = direction.toLoss(trial.values().get(0));
    return new Result(trial.number(), point, trial.evidence().violation(), loss);
  }

  /** Better by more than the order of trials. */
  boolean isBetterThan(Result other) {
    int byViolation = Double.compare(violation, other.violation);
    return byViolation < 0 || (byViolation == 0 && loss < other.loss);
  }

  @Override
  public int compareTo(Result other) {
    int byViolation = Double.compare(violation, other.violation);
    int byLoss = byViolation != 0 ? byViolation : Double.compare(loss, other.loss);
    return byLoss != 0 ? byLoss : Integer.compare(number, other.number);
  }
}
