package dev.zeroflow.hpo.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedGaussianTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 1",
    "-8, 3",
    "0, 5",
    "2, 3",
    "-3, -2",
    "-40, -39",
    "39, 40",
    "36, 400",
    "-100, -90",
    "-300, 300",
    "-0.001, 0.002",
    "20, 20.0001"
  })
  void theShareBelowAQuantileIsTheShareAskedFor(double a, double b) {
    for (double share : new double[] {1e-9, 0.01, 0.3, 0.5, 0.77, 0.99, 1 - 1e-9}) {
      double x = TruncatedGaussian.quantile(share, a, b);
      assertThat(x).isBetween(a, b);
      double below = Math.exp(Gaussian.logMass(a, x) - Gaussian.logMass(a, b));
      assertThat(below).as("%s of %s to %s", share, a, b).isCloseTo(share, within(1e-9));
    }
  }

  @Test
  void theEndsAreTheEnds() {
    assertThat(TruncatedGaussian.quantile(0, -40, -39)).isEqualTo(-40);
    assertThat(TruncatedGaussian.quantile(0, 39, 40)).isEqualTo(39);
    assertThat(TruncatedGaussian.quantile(0, -2, 1)).isCloseTo(-2, within(1e-9));
    assertThat(TruncatedGaussian.quantile(1, -2, 1)).isCloseTo(1, within(1e-9));
  }
}
