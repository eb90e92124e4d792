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
  @ValueSource(strings = {"breast_cancer", "Digits", "a.b-c"})
  void partsOfAnAddressAreAccepted(String name) {
    assertThat(Names.checkSegment("a service's name", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a/b", ".."})
  void partsOfAnAddressHaveNoSpaces(String name) {
    assertThatThrownBy(() -> Names.checkSegment("a service's name", name))
        .isInstanceOf(MetadataException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "naïve"})
  void requestIdsArePrintable(String id) {
    assertThatThrownBy(() -> Names.checkRequestId(id)).isInstanceOf(MetadataException.class);
  }

  @Test
  void aLongNameIsNotRepeatedInFull() {
    assertThatThrownBy(() -> Names.check("a name", "x".repeat(100_000)))
        .message()
        .hasSizeLessThan(400);
  }
}
