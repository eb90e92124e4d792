package dev.zeroflow.hpo.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected numbers were worked out with 50 digits. */
class GaussianTest {
  @ParameterizedTest
  @CsvSource({
    "-100, -5005.5242086942051",
    "-40.5, -824.74584924403802",
    "-10, -53.231285150512471",
    "-1.5, -2.7059444008238898",
    "-1, -1.8410216450092635",
    "-0.3, -0.96210281816885067",
    "0, -0.69314718055994531",
    "0.7, -0.27702394227713124",
    "1.5, -0.069143455612233983",
    "6, -9.8658764552437573e-10",
    "9, -1.1285884059538406e-19"
  })
  void logCdfHoldsFarOut(double x, double expected) {
    assertThat(Gaussian.logCdf(x)).isCloseTo(expected, within(1e-13 * Math.abs(expected)));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, -0.38171514630212607",
    "-40, -39, -765.08315656437754",
    "39, 40, -765.08315656437754",
    "40, 1000, -804.60844201375379",
    "0.2, 0.2000001, -17.057034194411794",
    "-30.0001, -30, -460.13077853184863",
    "2, 2.1, -5.3214403776082899",
    "-3, 0.5, -0.37090055956203252",
    "-1e-9, 2e-9, -20.543592081482974",
    "7.99, 8.05, -35.883070881219278",
    "-0.05, 0.05, -3.2219402234264527"
  })
  void logMassHoldsForFarAndForNarrowIntervals(double a, double b, double expected) {
    double tolerance = 2e-12 * Math.max(1, Math.abs(expected));
    assertThat(Gaussian.logMass(a, b)).isCloseTo(expected, within(tolerance));
    assertThat(Gaussian.logMass(-b, -a)).isCloseTo(expected, within(tolerance));
  }

  @Test
  void logMassDoesNotJumpWhereTheSeriesEnds() {
    for (double middle = -20; middle <= 20; middle += 0.37) {
      double width = 0.15 / Math.max(1, Math.abs(middle));
      double below = Gaussian.logMass(middle - width * 0.49999999, middle + width * 0.49999999);
      double above = Gaussian.logMass(middle - width * 0.50000001, middle + width * 0.50000001);
      assertThat(above - below).isCloseTo(4e-8, within(1e-9));
    }
  }
}
