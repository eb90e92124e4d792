package dev.zeroflow.hpo.sampler.gp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A Gaussian process that has seen some observations.
 *
 * @param kernel with the noise at which the observations could be factored
 * @param points that were observed
 * @param factor of their covariances
 * @param targets that were observed
 */
record Surrogate(Kernel kernel, Points points, Factor factor, double[] targets) {
  /** How often unknown targets are drawn. */
  private static final int FANTASIES = 16;

  /** More noise is added until rounding no longer matters; at this there is no signal left. */
  private static final double MOST_NOISE = 10;

  static Surrogate of(Kernel fitted, Points points, double[] targets) {
    for (Kernel kernel = fitted; kernel.noise() < MOST_NOISE; kernel = noisier(kernel)) {
      Factor factor = Factor.of(kernel.among(points), points.size());
      if (factor != null) {
        return new Surrogate(kernel, points, factor, targets);
      }
    }
    throw new IllegalStateException("covariances are not positive definite");
  }

  /** What to expect, when points under way will have unknown targets. */
  Improvement improvement(List<double[]> running, RandomGenerator random) {
    if (running.isEmpty()) {
      return new Improvement(kernel, points, factor, new double[][] {targets});
    }
    int n = points.size();
    List<double[]> all = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      all.add(points.row(j));
    }
    all.addAll(running);
    Surrogate joint = of(kernel, new Points(all, points.areChoices()), new double[all.size()]);
    double[] white = new double[all.size()];
    factor.whiten(targets, white);
    double[][] fantasies = new double[FANTASIES][];
    for (int f = 0; f < FANTASIES; f++) {
      for (int j = n; j < white.length; j++) {
        white[j] = random.nextGaussian();
      }
      fantasies[f] = joint.factor.colour(white);
      System.arraycopy(targets, 0, fantasies[f], 0, n);
    }
    return new Improvement(joint.kernel, joint.points, joint.factor, fantasies);
  }

  private static Kernel noisier(Kernel kernel) {
    return new Kernel(kernel.theta(), kernel.scale(), Math.max(1e-8, 10 * kernel.noise()));
  }
}
