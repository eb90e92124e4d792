package dev.zeroflow.hpo.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogImprovementTest {
  @ParameterizedTest
  @CsvSource({
    "2, 0.69738354578822831, 0.48655931878528387, 0.026881362429432263",
    "0, -0.91893853320467274, 1.2533141373155003, 1",
    "-0.5, -1.6205162643873199, 1.5598731483480797, 1.7799365741740398",
    "-2, -4.7687835239171142, 2.679416883955586, 6.358833767911172",
    "-10, -55.553122036122356, 10.194383033412553, 102.94383033412553",
    "-40, -808.29856835661996, 40.049906657648518, 1602.9962663059407"
  })
  void isExactFarOut(double u, double log, double cdf, double pdf) {
    LogImprovement improvement = LogImprovement.of(u);
    assertThat(improvement.log()).isCloseTo(log, offset(1e-11 * Math.max(1, -log)));
    assertThat(improvement.cdf()).isCloseTo(cdf, withPercentage(1e-8));
    assertThat(improvement.pdf()).isCloseTo(pdf, withPercentage(1e-8));
  }

  @Test
  void goesOnWhereNothingIsLeftOfTheDifference() {
    assertThat(LogImprovement.of(-1e5).log()).isCloseTo(-5000000023.9447895, offset(1e-5));
    double near = LogImprovement.of(-1e4 + 1e-6).log();
    assertThat(LogImprovement.of(-1e4 - 1e-6).log()).isLessThan(near).isCloseTo(near, offset(0.03));
  }
}
