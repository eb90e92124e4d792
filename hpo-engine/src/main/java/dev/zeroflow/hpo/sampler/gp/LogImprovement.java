package dev.zeroflow.hpo.sampler.gp;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The log of the improvement that is to be expected of a normal variable of variance 1, ln h(u)
 * with h(u) = u cdf(u) + pdf(u), and its parts in relation to the whole; exact however small h is.
 *
 * @param log ln h(u)
 * @param cdf cdf(u) / h(u)
 * @param pdf pdf(u) / h(u)
 */
record LogImprovement(double log, double cdf, double pdf) {
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_HALF_PI = Math.sqrt(Math.PI / 2);
  private static final double LOG_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);

  /** Below this the difference that is left of h is all rounding: its limit, 1/u^2, is exact. */
  private static final double FAR = -1e4;

  /**
   * What is expected.
   *
   * @param u how much better than the best the mean is, in standard deviations
   */
  static LogImprovement of(double u) {
    double logPdf = -0.5 * u * u - LOG_SQRT_2_PI;
    if (u > -1) {
      double pdf = Math.exp(logPdf);
      double cdf = 0.5 * Erfc.value(-u / SQRT_2);
      double h = u * cdf + pdf;
      return new LogImprovement(Math.log(h), cdf / h, pdf / h);
    }
    double tail = u < FAR ? -1 / u : SQRT_HALF_PI * Erfcx.value(-u / SQRT_2);
    double left = u < FAR ? 1 / (u * u) : 1 + u * tail;
    return new LogImprovement(logPdf + Math.log(left), tail / left, 1 / left);
  }
}
