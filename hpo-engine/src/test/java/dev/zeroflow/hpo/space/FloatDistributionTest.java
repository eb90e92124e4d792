package dev.zeroflow.hpo.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.zeroflow.hpo.HpoException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatDistributionTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, false, above the upper end",
    "0, 1, 0, true, starts above 0",
    "-1, 1, 0, true, starts above 0",
    "0, 1, 2, false, larger than the range",
    "0, 1, -1, false, positive",
    "0, 1, NaN, false, positive",
    "1, 2, 0.5, true, no step",
    "NaN, 1, 0, false, finite",
    "0, Infinity, 0, false, finite",
    "-1e308, 1e308, 0, false, finite"
  })
  void refusesARangeThatMakesNoSense(
      double low, double high, double step, boolean log, String reason) {
    assertThatThrownBy(() -> new FloatDistribution(low, high, step, log))
        .isInstanceOf(HpoException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void endsAtTheLastStepInDecimals() {
    assertThat(FloatDistribution.stepped(0, 0.6, 0.05).high()).isEqualTo(0.6);
    assertThat(FloatDistribution.stepped(0, 1, 0.3).high()).isEqualTo(0.9);
    assertThat(FloatDistribution.stepped(0, 0.6, 0.05).cardinality()).isEqualTo(13);
  }

  @Test
  void containsOnlyItsSteps() {
    FloatDistribution steps = FloatDistribution.stepped(0, 0.6, 0.05);
    assertThat(steps.contains(0.15)).isTrue();
    assertThat(steps.contains(0.16)).isFalse();
    assertThat(steps.contains(Double.NaN)).isFalse();
    assertThat(steps.contains(0.65)).isFalse();
  }

  @Test
  void mapsTheUnitIntervalEvenlyOnItsScale() {
    assertThat(FloatDistribution.logarithmic(1e-4, 1).fromUnit(0.5)).isCloseTo(1e-2, within(1e-15));
    assertThat(FloatDistribution.uniform(-1, 3).fromUnit(0.25)).isZero();
    assertThat(FloatDistribution.stepped(0, 1, 0.5).fromUnit(0.3)).isZero();
    assertThat(FloatDistribution.stepped(0, 1, 0.5).fromUnit(0.4)).isEqualTo(0.5);
  }

  @Test
  void withOneValueHasNothingToChoose() {
    FloatDistribution single = FloatDistribution.logarithmic(3, 3);
    assertThat(single.isSingle()).isTrue();
    assertThat(single.fromUnit(0.9)).isEqualTo(3);
    assertThat(single.toUnit(3)).isEqualTo(0.5);
    assertThat(single.cardinality()).isOne();
  }
}
