package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.space.SearchSpace;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A density over a space: the mixture of one kernel for each trial, which is a product over the
 * parameters, and of the prior. Trials are kept in the order of their numbers, so that it is the
 * same whatever the order in which they came.
 */
final class ParzenEstimator {
  /** The newest trials all have the full weight; those before them less, the oldest least. */
  private static final int FULL_WEIGHTS = 25;

  /** What weighs less than e^-40 of the heaviest does not change a sum of doubles. */
  private static final double NEGLIGIBLE = -40;

  private final KernelAxis[] axes;
  private final boolean isAgeless;
  private int[] numbers = new int[16];
  private double[] weights = new double[16];
  private double[] scores = new double[16];
  private double totalWeight = 1;
  private int size;
  private boolean isWeighed = true;

  /**
   * A density without trials: the prior.
   *
   * @param isAgeless whether all trials have the same weight
   */
  ParzenEstimator(SearchSpace space, boolean isAgeless) {
    this.axes =
        space.distributions().values().stream().map(KernelAxis::of).toArray(KernelAxis[]::new);
    this.isAgeless = isAgeless;
  }

  /** Number of trials. */
  int size() {
    return size;
  }

  /** One of the parameters, in the order of the space. */
  KernelAxis axis(int index) {
    return axes[index];
  }

  /** Weights of the kernels and, at the end, of the prior; their sum is 1. */
  double[] shares() {
    weigh();
    double[] shares = Arrays.copyOf(weights, size + 1);
    shares[size] = 1;
    Arrays.setAll(shares, i -> shares[i] / totalWeight);
    return shares;
  }

  /** Adds a trial with its internal values in the order of the space. */
  void add(int number, double[] point) {
    int slot = -Arrays.binarySearch(numbers, 0, size, number) - 1;
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size + size / 2);
    }
    System.arraycopy(numbers, slot, numbers, slot + 1, size - slot);
    numbers[slot] = number;
    for (int i = 0; i < axes.length; i++) {
      axes[i].insert(slot, point[i]);
    }
    resize(size + 1);
  }

  /** Takes out a trial that was added. */
  void remove(int number) {
    int slot = Arrays.binarySearch(numbers, 0, size, number);
    System.arraycopy(numbers, slot + 1, numbers, slot, size - slot - 1);
    for (KernelAxis axis : axes) {
      axis.remove(slot);
    }
    resize(size - 1);
  }

  /** Log density at a point. */
  double logDensity(double[] point) {
    double prior = score(point);
    double max = max(prior);
    double sum = Math.exp(prior - max);
    for (int i = 0; i < size; i++) {
      double score = scores[i] - max;
      if (score > NEGLIGIBLE) {
        sum += weights[i] * Math.exp(score);
      }
    }
    return max + Math.log(sum / totalWeight);
  }

  /**
   * Draws a point.
   *
   * @param fixed values that are decided, NaN for the others: kernels near them count for more
   */
  double[] draw(UniformRandomProvider random, double[] fixed) {
    int slot = pick(random.nextDouble(), fixed);
    double[] point = new double[axes.length];
    for (int i = 0; i < axes.length; i++) {
      double unit = random.nextDouble();
      point[i] = Double.isNaN(fixed[i]) ? axes[i].draw(slot, unit) : fixed[i];
    }
    return point;
  }

  private int pick(double unit, double[] fixed) {
    double prior = score(fixed);
    double max = max(prior);
    double total = Math.exp(prior - max);
    for (int i = 0; i < size; i++) {
      scores[i] = weights[i] * Math.exp(scores[i] - max);
      total += scores[i];
    }
    double left = unit * total;
    int slot = 0;
    while (slot < size && left >= scores[slot]) {
      left -= scores[slot++];
    }
    return slot;
  }

  /** Log density of the prior, and in {@link #scores} of the kernels; NaN coordinates are free. */
  private double score(double[] point) {
    weigh();
    Arrays.fill(scores, 0, size, 0);
    double prior = 0;
    for (int i = 0; i < axes.length; i++) {
      if (!Double.isNaN(point[i])) {
        axes[i].score(point[i], scores);
        prior += axes[i].scorePrior(point[i]);
      }
    }
    return prior;
  }

  private double max(double prior) {
    double max = prior;
    for (int i = 0; i < size; i++) {
      max = Math.max(max, scores[i]);
    }
    return max;
  }

  private void resize(int next) {
    size = next;
    isWeighed = false;
  }

  private void weigh() {
    if (isWeighed) {
      return;
    }
    isWeighed = true;
    weights = weights.length < size ? new double[numbers.length] : weights;
    scores = scores.length < size ? new double[numbers.length] : scores;
    totalWeight = 1;
    for (int i = 0; i < size; i++) {
      weights[i] = isAgeless ? 1 : weight(i, size);
      totalWeight += weights[i];
    }
  }

  /** From 1/n for the oldest of n evenly up to 1 for the newest of those that are not new. */
  private static double weight(int slot, int size) {
    int old = size - FULL_WEIGHTS;
    if (old <= 0 || slot >= old) {
      return 1;
    }
    double step = old > 1 ? (1 - 1.0 / size) / (old - 1) : 0;
    return 1.0 / size + slot * step;
  }
}
