package dev.zeroflow.scheduler.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  private static final String N = "{{$.inputs.parameters['n']}}";

  private static Object expand(Object json) {
    return Placeholders.expand(json, Facts.values(Map.of("n", 3.0)));
  }

  @Test
  void textsAndKeysAtAnyDepthAreFilledIn() {
    assertThat(expand(List.of(Map.of("a", List.of("x " + N, 1L)), Arrays.asList(null, true))))
        .isEqualTo(List.of(Map.of("a", List.of("x 3", 1L)), Arrays.asList(null, true)));
    assertThat(expand(Map.of("k" + N, N))).isEqualTo(Map.of("k3", "3"));
  }

  @Test
  void thePlaceholderOfANumberBecomesText() {
    assertThat(expand(N)).isEqualTo("3");
  }

  @Test
  void aValueWithoutPlaceholdersIsTheSameValue() {
    for (Object value : List.of("a", 1L, List.of(List.of("{{x}}")), Map.of("a", "b"))) {
      assertThat(expand(value)).isSameAs(value);
    }
    assertThat(expand(null)).isNull();
  }

  @Test
  void allTextsTogetherHaveTheLimit() {
    var values = Facts.values(Map.of("n", "x".repeat(1 << 20)));
    assertThatThrownBy(() -> Placeholders.expand(Collections.nCopies(17, N), values))
        .isInstanceOf(ExpansionTooLargeException.class);
  }
}
