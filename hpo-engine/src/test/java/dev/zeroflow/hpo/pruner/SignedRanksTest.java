package dev.zeroflow.hpo.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected numbers are those of SciPy with zero_method "zsplit" and alternative "greater". */
class SignedRanksTest {
  @Test
  void isExactForFewDifferences() {
    assertThat(SignedRanks.chanceOfAsMuch(new double[] {1, 2, 3})).isEqualTo(0.125);
    assertThat(SignedRanks.chanceOfAsMuch(new double[] {1, -2, 3, 4, 5.5, -0.5}))
        .isCloseTo(0.109375, within(1e-15));
    assertThat(SignedRanks.chanceOfAsMuch(new double[] {-1, -2, -3})).isEqualTo(1);
  }

  @Test
  void sharesRanksOfTiesAndSplitsZeros() {
    assertThat(SignedRanks.chanceOfAsMuch(new double[] {0, 0, 0})).isEqualTo(1);
    assertThat(SignedRanks.chanceOfAsMuch(new double[] {0, 1, 1, -1, 2, 0, 3})).isEqualTo(0.125);
  }

  @Test
  void isNormalForMany() {
    double[] differences = new double[60];
    Arrays.setAll(differences, i -> i % 3 == 0 ? -i - 0.5 : i + 1.0);
    assertThat(SignedRanks.chanceOfAsMuch(differences))
        .isCloseTo(0.008366535803851717, within(1e-12));
  }
}
