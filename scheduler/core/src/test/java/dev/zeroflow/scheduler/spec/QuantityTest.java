package dev.zeroflow.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({"500m, 0.5", "2, 2", "1.5, 1.5", "1., 1", "1e3, 1000", "2k, 2000", "1Ki, 1024"})
  void anAmountIsANumber(String text, double amount) {
    assertThat(Quantity.of(text)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource({"64M, 64000000", "2Gi, 2147483648", "1500m, 2", "1Ei, 1152921504606846976"})
  void partsOfAUnitCountAsOne(String text, long units) {
    assertThat(Quantity.whole(text)).isEqualTo(units);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1 G", "Gi", "1Gib", "1e", "NaN", "1,5", "0x10", "1e999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Quantity.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8Ei", "1e99"})
  void moreThanALongHoldsIsRefused(String text) {
    assertThatThrownBy(() -> Quantity.whole(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
