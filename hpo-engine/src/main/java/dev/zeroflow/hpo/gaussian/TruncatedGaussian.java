package dev.zeroflow.hpo.gaussian;

import org.apache.commons.numbers.gamma.InverseErfc;

/** Draws from the part of the standard normal distribution that lies in an interval. */
public final class TruncatedGaussian {
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double LOG_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);

  /** Beyond this the probabilities lose digits, and soon are 0. */
  private static final double FAR = 35;

  private static final int MAX_NEWTON_STEPS = 50;
  private static final double TOLERANCE = 1e-14;

  private TruncatedGaussian() {}

  /**
   * Where a share of the probability in the interval lies below.
   *
   * @param share in [0, 1]
   * @param a lower end
   * @param b upper end, above {@code a}
   */
  public static double quantile(double share, double a, double b) {
    if (a > 0) {
      return -quantile(1 - share, -b, -a);
    }
    return Math.clamp(b < -FAR ? farQuantile(share, a, b) : nearQuantile(share, a, b), a, b);
  }

  private static double nearQuantile(double share, double a, double b) {
    double below = Gaussian.cdf(a);
    double above = Gaussian.cdf(-b);
    double mass = b <= 0 ? Gaussian.cdf(b) - below : 1 - below - above;
    double p = below + share * mass;
    if (p <= 0.5) {
      return -SQRT_2 * InverseErfc.value(2 * p);
    }
    return SQRT_2 * InverseErfc.value(2 * (above + (1 - share) * mass));
  }

  private static double farQuantile(double share, double a, double b) {
    double log = Gaussian.logCdf(a);
    double mass = Math.log(share) + Gaussian.logMass(a, b);
    double high = Math.max(log, mass);
    double y = high + Math.log1p(Math.exp(Math.min(log, mass) - high));
    double x = -Math.sqrt(-2 * (y + LOG_SQRT_2_PI));
    for (int i = 0; i < MAX_NEWTON_STEPS; i++) {
      double at = Gaussian.logCdf(x);
      double step = (at - y) * Math.exp(at - Gaussian.logPdf(x));
      x -= step;
      if (Math.abs(step) <= TOLERANCE * Math.abs(x)) {
        break;
      }
    }
    return x;
  }
}
