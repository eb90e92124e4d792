package dev.zeroflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void integralNumbersHaveNoFractionAtAnyDepth() {
    var nested = Map.of("values", List.of(1.0, 2.5, 3L));

    assertThat(Json.write(nested)).isEqualTo("{\"values\":[1,2.5,3]}");
  }

  @Test
  void keysKeepTheirOrder() {
    var map = new LinkedHashMap<String, Object>();
    map.put("b", 1L);
    map.put("a", 2L);

    assertThat(Json.write(map)).isEqualTo("{\"b\":1,\"a\":2}");
  }

  @Test
  void textIsEscaped() {
    assertThat(Json.write("a\"b\\c\n\u0001")).isEqualTo("\"a\\\"b\\\\c\\n\\u0001\"");
  }

  @Test
  void nullIsAValue() {
    assertThat(Json.write(Arrays.asList(null, true))).isEqualTo("[null,true]");
  }

  @Test
  void largeDoublesStayDoubles() {
    assertThat(Json.write(1e300)).isEqualTo("1.0E300");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatJsonCannotWriteIsRefused(double value) {
    assertThatThrownBy(() -> Json.write(value)).isInstanceOf(IllegalArgumentException.class);
  }
}
