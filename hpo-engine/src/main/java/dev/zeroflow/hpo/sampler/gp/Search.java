package dev.zeroflow.hpo.sampler.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Looks for the point that promises most: among many points all over the cube and around the best
 * ones, and then uphill from the most promising of them.
 */
final class Search {
  private static final int EVERYWHERE = 1200;
  private static final int NEARBY = 100;
  private static final int STARTS = 6;
  private static final int STEPS = 50;
  private static final int ROUNDS = 3;
  private static final double TOLERANCE = 1e-4;

  private record Candidate(double[] point, double log) {}

  private final Axes axes;
  private final Acquisition acquisition;
  private final double[] theta;
  private final double[] fixed;
  private final UniformRandomProvider random;
  private final RandomGenerator normal;

  /**
   * A search.
   *
   * @param theta inverse squared length-scales
   * @param fixed coordinates that are given, NaN for the others
   */
  Search(
      Axes axes,
      Acquisition acquisition,
      double[] theta,
      double[] fixed,
      UniformRandomProvider random) {
    this.axes = axes;
    this.acquisition = acquisition;
    this.theta = theta;
    this.fixed = fixed;
    this.random = random;
    this.normal = random::nextLong;
  }

  /**
   * The most promising point.
   *
   * @param best points around which to look more closely
   * @param known points that are not to be proposed again while there are others
   */
  double[] best(List<double[]> best, List<double[]> known) {
    List<Candidate> candidates = candidates(best);
    List<Candidate> found = new ArrayList<>();
    for (Candidate start : starts(candidates)) {
      found.add(climb(start));
    }
    found.sort(Comparator.comparingDouble(Candidate::log).reversed());
    found.addAll(candidates);
    for (Candidate candidate : found) {
      if (known.stream().noneMatch(point -> Arrays.equals(point, candidate.point))) {
        return candidate.point;
      }
    }
    return found.getFirst().point;
  }

  /** Most promising first. */
  private List<Candidate> candidates(List<double[]> best) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < EVERYWHERE; i++) {
      candidates.add(candidate(axes.random(random)));
    }
    for (double[] centre : best) {
      for (int i = 0; i < NEARBY; i++) {
        candidates.add(candidate(near(centre)));
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::log).reversed());
    return candidates;
  }

  private Candidate candidate(double[] point) {
    for (int k = 0; k < point.length; k++) {
      point[k] = Double.isNaN(fixed[k]) ? point[k] : fixed[k];
    }
    return new Candidate(point, acquisition.log(point));
  }

  /** Some coordinates moved, by a thousandth to a third of the cube; choices drawn anew. */
  private double[] near(double[] centre) {
    double[] point = axes.random(random);
    boolean[] isChoice = axes.areChoices();
    double reach = 0.3 * Math.pow(300, -random.nextDouble());
    double share = Math.max(random.nextDouble(), 1.0 / point.length);
    for (int k = 0; k < point.length; k++) {
      boolean moves = random.nextDouble() < share;
      if (!moves) {
        point[k] = centre[k];
      } else if (!isChoice[k]) {
        point[k] = axes.snap(k, centre[k] + reach * normal.nextGaussian());
      }
    }
    return point;
  }

  /** The best, and others by lot: the better the more likely. */
  private List<Candidate> starts(List<Candidate> candidates) {
    double top = candidates.getFirst().log;
    ToDoubleFunction<Candidate> key = c -> Math.log(-Math.log(random.nextDouble())) - (c.log - top);
    List<Candidate> lots = new ArrayList<>();
    double[] keys = candidates.stream().mapToDouble(key).toArray();
    Integer[] order = new Integer[keys.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> keys[i]));
    lots.add(candidates.getFirst());
    for (int i = 0; lots.size() < Math.min(STARTS, order.length); i++) {
      if (order[i] != 0) {
        lots.add(candidates.get(order[i]));
      }
    }
    return lots;
  }

  /**
   * Coordinates that cannot be counted together, the others one by one, until nothing is gained.
   */
  private Candidate climb(Candidate start) {
    Candidate at = start;
    for (int round = 0; round < ROUNDS; round++) {
      Candidate smooth = slide(at);
      at = step(smooth);
      if (!(at.log > smooth.log)) {
        break;
      }
    }
    return at;
  }

  private Candidate slide(Candidate start) {
    int d = start.point.length;
    double[] low = new double[d];
    double[] high = new double[d];
    double[] scales = new double[d];
    double[] scaled = new double[d];
    boolean isFree = false;
    for (int k = 0; k < d; k++) {
      boolean free = axes.cardinality(k) == 0 && Double.isNaN(fixed[k]);
      isFree |= free;
      scales[k] = Math.sqrt(theta[k]);
      scaled[k] = start.point[k] * scales[k];
      low[k] = free ? 0 : scaled[k];
      high[k] = free ? scales[k] : scaled[k];
    }
    if (!isFree) {
      return start;
    }
    var minimum =
        new ProjectedLbfgs((y, gradient) -> at(y, gradient, start.point, scales), low, high)
            .minimize(scaled, STEPS, TOLERANCE);
    Candidate end = new Candidate(unscaled(minimum.x(), start.point, scales), -minimum.value());
    return end.log > start.log ? end : start;
  }

  private double at(double[] scaled, double[] gradient, double[] start, double[] scales) {
    double value = acquisition.descent(unscaled(scaled, start, scales), gradient);
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] /= scales[k];
    }
    return value;
  }

  /** What can be counted stays exactly what it is. */
  private double[] unscaled(double[] scaled, double[] start, double[] scales) {
    double[] point = start.clone();
    for (int k = 0; k < point.length; k++) {
      if (axes.cardinality(k) == 0 && Double.isNaN(fixed[k])) {
        point[k] = Math.clamp(scaled[k] / scales[k], 0, 1);
      }
    }
    return point;
  }

  private Candidate step(Candidate start) {
    Candidate at = start;
    for (int k = 0; k < start.point.length; k++) {
      long count = axes.cardinality(k);
      if (count > 0 && Double.isNaN(fixed[k])) {
        at = step(at, k, axes.index(k, at.point[k]), count);
      }
    }
    return at;
  }

  /** All values that are near, and ever fewer of those further off. */
  private Candidate step(Candidate start, int k, long from, long count) {
    Candidate best = start;
    for (long distance = 1; distance < count; distance += Math.max(1, distance / 8)) {
      for (long index : new long[] {from - distance, from + distance}) {
        if (index >= 0 && index < count) {
          double[] point = start.point.clone();
          point[k] = axes.coordinate(k, index);
          Candidate next = new Candidate(point, acquisition.log(point));
          best = next.log > best.log ? next : best;
        }
      }
    }
    return best;
  }
}
