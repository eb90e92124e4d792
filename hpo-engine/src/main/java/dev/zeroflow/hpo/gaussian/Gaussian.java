package dev.zeroflow.hpo.gaussian;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/** Functions of the standard normal distribution; results are natural logarithms. */
public final class Gaussian {
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double LOG_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);

  /** Narrower bins, measured by how much the density changes in them, are summed up by a series. */
  private static final double NARROW = 0.15;

  private Gaussian() {}

  /** Log of the density. */
  public static double logPdf(double x) {
    return -0.5 * x * x - LOG_SQRT_2_PI;
  }

  /** The probability of less than x. */
  public static double cdf(double x) {
    return 0.5 * Erfc.value(-x / SQRT_2);
  }

  /** Log of the probability of less than x. */
  public static double logCdf(double x) {
    if (x > 1) {
      return Math.log1p(-cdf(-x));
    }
    return x > -1 ? Math.log(cdf(x)) : Math.log(0.5 * Erfcx.value(-x / SQRT_2)) - 0.5 * x * x;
  }

  /**
   * Log of the probability of an interval; correct for intervals far out and for narrow ones, where
   * the difference of two probabilities would be nothing but rounding.
   *
   * @param a lower end
   * @param b upper end, above {@code a}
   */
  public static double logMass(double a, double b) {
    double width = b - a;
    double middle = 0.5 * (a + b);
    if (width * Math.max(1, Math.abs(middle)) < NARROW) {
      return logPdf(middle) + Math.log(width) + Math.log1p(bend(middle * middle, width * width));
    }
    if (b <= 0) {
      return logDifference(logCdf(b), logCdf(a));
    }
    return a > 0 ? logDifference(logCdf(-a), logCdf(-b)) : Math.log1p(-cdf(a) - cdf(-b));
  }

  /** What the curve of the density adds to a bin: its even Hermite polynomials, without the 1. */
  private static double bend(double m2, double h2) {
    double second = (m2 - 1) / 24;
    double fourth = (m2 * (m2 - 6) + 3) / 1920;
    double sixth = (m2 * (m2 * (m2 - 15) + 45) - 15) / 322_560;
    return h2 * (second + h2 * (fourth + h2 * sixth));
  }

  private static double logDifference(double more, double less) {
    return more + Math.log1p(-Math.exp(less - more));
  }
}
