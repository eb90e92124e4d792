package dev.zeroflow.hpo.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntDistributionTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, false, above the upper end",
    "0, 8, 1, true, starts above 0",
    "0, 1, 2, false, larger than the range",
    "0, 1, 0, false, at least 1",
    "1, 8, 2, true, has step 1",
    "0, 9007199254740993, 1, false, 2^53"
  })
  void refusesARangeThatMakesNoSense(long low, long high, long step, boolean log, String reason) {
    assertThatThrownBy(() -> new IntDistribution(low, high, step, log))
        .isInstanceOf(HpoException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void endsAtTheLastStep() {
    IntDistribution steps = IntDistribution.stepped(0, 21, 2);
    assertThat(steps.high()).isEqualTo(20);
    assertThat(steps.cardinality()).isEqualTo(11);
    assertThat(steps.contains(7)).isFalse();
    assertThat(steps.contains(8)).isTrue();
    assertThat(steps.contains(8.5)).isFalse();
  }

  @Test
  void givesEveryNumberAnEqualPartOfTheUnitInterval() {
    IntDistribution die = IntDistribution.uniform(1, 6);
    for (int i = 0; i < 6; i++) {
      assertThat(die.fromUnit((i + 0.01) / 6)).isEqualTo(i + 1);
      assertThat(die.fromUnit((i + 0.99) / 6)).isEqualTo(i + 1);
    }
  }

  @Test
  void isSeenAsAWholeNumber() {
    IntDistribution die = IntDistribution.uniform(1, 6);
    assertThat(die.toExternal(3)).isEqualTo(3L);
    assertThat(die.toInternal(3)).isEqualTo(3);
    assertThat(die.toInternal("3")).isNaN();
  }
}
