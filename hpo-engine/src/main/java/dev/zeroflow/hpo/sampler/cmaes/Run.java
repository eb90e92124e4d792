package dev.zeroflow.hpo.sampler.cmaes;

import dev.zeroflow.hpo.study.TrialSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * An evolution that starts anew elsewhere, with twice the population, when it gets nowhere.
 *
 * @param cube where it takes place
 * @param seed of the study
 * @param evolution as it stands
 * @param restarts so far
 * @param best result since the last restart
 * @param stale generations that were no better
 */
record Run(Cube cube, long seed, Evolution evolution, int restarts, Result best, int stale) {
  private static final double FIRST_STEP = 1.0 / 6;

  /** Distributions of this size, in units of the cube, have arrived. */
  private static final double ARRIVED = 1e-8;

  private static final int MOST_RESTARTS = 7;

  static Run start(Cube cube, long seed) {
    double[] middle = new double[cube.size()];
    Arrays.fill(middle, 0.5);
    return start(cube, seed, middle);
  }

  static Run start(Cube cube, long seed, double[] mean) {
    int d = cube.size();
    return start(
        cube, seed, Evolution.start(Strategy.of(d, Strategy.population(d)), mean, FIRST_STEP));
  }

  static Run start(Cube cube, long seed, Evolution evolution) {
    return new Run(cube, seed, evolution, 0, Result.WORST, 0);
  }

  int population() {
    return evolution.strategy().population();
  }

  /** A point of the distribution; those outside of the cube are drawn again for some time. */
  double[] draw(UniformRandomProvider random) {
    double[] widths = widths();
    double[] point = draw(random, widths);
    for (int i = 0; i < 10 * point.length && !isInside(point); i++) {
      point = draw(random, widths);
    }
    return point;
  }

  /** Learns from a generation of results. */
  Run next(List<Result> generation) {
    List<Result> sorted = new ArrayList<>(generation);
    sorted.sort(Comparator.naturalOrder());
    double[] widths = widths();
    List<double[]> deviations = sorted.stream().map(r -> deviation(r.point(), widths)).toList();
    Evolution next = evolution.next(deviations);
    boolean isBetter = sorted.getFirst().isBetterThan(best);
    Result least = isBetter ? sorted.getFirst() : best;
    Run run = new Run(cube, seed, next, restarts, least, isBetter ? 0 : stale + 1);
    return run.isOver() ? run.restarted() : run;
  }

  private boolean isOver() {
    int d = cube.size();
    double largest = evolution.step() * evolution.spectrum().deviations()[0];
    return largest < ARRIVED || stale > 10 + 30 * d / population();
  }

  private Run restarted() {
    UniformRandomProvider random = new TrialSeed(seed, restarts).stream("cmaes restart");
    double[] mean = random.doubles(cube.size()).toArray();
    int doublings = Math.min(restarts + 1, MOST_RESTARTS);
    Strategy strategy = Strategy.of(cube.size(), Strategy.population(cube.size()) << doublings);
    Evolution anew = Evolution.start(strategy, mean, FIRST_STEP);
    return new Run(cube, seed, anew, restarts + 1, Result.WORST, 0);
  }

  private double[] draw(UniformRandomProvider random, double[] widths) {
    double[] point = evolution.draw(random::nextLong);
    for (int k = 0; k < point.length; k++) {
      point[k] = evolution.mean()[k] + widths[k] * point[k];
    }
    return point;
  }

  private double[] deviation(double[] point, double[] widths) {
    double[] deviation = new double[point.length];
    for (int k = 0; k < deviation.length; k++) {
      deviation[k] = (point[k] - evolution.mean()[k]) / widths[k];
    }
    return deviation;
  }

  /**
   * The step for each coordinate. Where values are counted it is at least so large that neighbours
   * of the value at the mean stay likely: 1 in each generation has one in some coordinate.
   */
  private double[] widths() {
    double share = 1.0 / (population() * cube.size());
    double quantile = Math.sqrt(2) * InverseErfc.value(Math.min(1, share));
    double[] strides = cube.strides(evolution.mean());
    double[] widths = new double[strides.length];
    for (int k = 0; k < widths.length; k++) {
      double floor = strides[k] / 2 / quantile / evolution.deviation(k);
      widths[k] = evolution.step() * Math.max(1, floor);
    }
    return widths;
  }

  private static boolean isInside(double[] point) {
    for (double coordinate : point) {
      if (coordinate < 0 || coordinate > 1) {
        return false;
      }
    }
    return true;
  }
}
