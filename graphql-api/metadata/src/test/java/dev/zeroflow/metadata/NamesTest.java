package dev.zeroflow.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "digits v2", "A.b_c-d", "0"})
  void namesAreAccepted(String name) {
    assertThat(Names.check("a name", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "../x", "a/b", "naïve", "a\n"})
  void whatIsNoNameIsRefusedWithTheRule(String name) {
    assertThatThrownBy(() -> Names.check("a model's name", name))
        .isInstanceOfSatisfying(
            MetadataException.class,
            refused -> assertThat(refused.code()).isEqualTo(MetadataException.Code.BAD_INPUT))
        .hasMessageStartingWith("a model's name must be 1 to 128");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Digits", "-a", "a-", "1a", "a.b"})
  void labelsAreStricter(String label) {
    assertThatThrownBy(() -> Names.checkLabel("a label", label))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void aLongNameIsNotRepeatedInFull() {
    assertThatThrownBy(() -> Names.check("a name", "x".repeat(100_000)))
        .message()
        .hasSizeLessThan(400);
  }
}
