package dev.zeroflow.hpo.sampler.gp;

/** How promising a point is; not safe for two threads. */
interface Acquisition {

  /** A logarithm; the larger the better. */
  double log(double[] x);

  /** Minus the logarithm, and its gradient, which is 0 for choices. */
  double descent(double[] x, double[] gradient);
}
