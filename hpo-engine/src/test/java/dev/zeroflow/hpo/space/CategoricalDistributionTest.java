package dev.zeroflow.hpo.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoricalDistributionTest {
  @Test
  void refusesNoChoicesTooManyDuplicatesAndObjects() {
    assertThatThrownBy(() -> new CategoricalDistribution(List.of()))
        .isInstanceOf(HpoException.class);
    assertThatThrownBy(() -> new CategoricalDistribution(Collections.nCopies(10_001, "a")))
        .isInstanceOf(HpoException.class);
    assertThatThrownBy(() -> CategoricalDistribution.of(1, 1L)).isInstanceOf(HpoException.class);
    assertThatThrownBy(() -> CategoricalDistribution.of(List.of()))
        .isInstanceOf(HpoException.class);
  }

  @Test
  void keepsChoicesOfAnyPlainKind() {
    CategoricalDistribution choices = CategoricalDistribution.of(null, true, 3, 0.5, "auto");
    assertThat(choices.toExternal(0)).isNull();
    assertThat(choices.toInternal(null)).isZero();
    assertThat(choices.toInternal(3)).isEqualTo(2);
    assertThat(choices.toExternal(2)).isEqualTo(3L);
    assertThat(choices.toInternal("other")).isNaN();
    assertThat(choices.toInternal(new StringBuilder("auto"))).isNaN();
  }

  @Test
  void sharesTheUnitIntervalEvenly() {
    CategoricalDistribution choices = CategoricalDistribution.of("a", "b", "c", "d");
    assertThat(choices.fromUnit(0)).isZero();
    assertThat(choices.fromUnit(0.26)).isEqualTo(1);
    assertThat(choices.fromUnit(1)).isEqualTo(3);
    assertThat(choices.toUnit(1)).isEqualTo(0.375);
  }
}
