package dev.zeroflow.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1.5",
        "\"\"",
        "[]",
        "{}",
        "[1,[2,{\"a\":null}]]",
        "{\"a\":{\"b\":[\"c\"]},\"\":0}",
        "\"a\\\"b\\\\c\\nd\\u0001\"",
        "\"é😀\"",
        "123456789012345678"
      })
  void whatJsonWritesIsReadAsTheSame(String text) {
    assertThat(Json.write(JsonText.read(text))).isEqualTo(text);
  }

  @Test
  void numbersAndEscapesAndBlanksAreThoseOfTheStandard() {
    assertThat(JsonText.read(" \t\r\n[ 1 , -0.5e+1 ,\n1E2 ] ")).isEqualTo(List.of(1L, -5.0, 100.0));
    assertThat(JsonText.read("\"\\ud83d\\ude00\\/\\b\\f\\t\"")).isEqualTo("😀/\b\f\t");
    assertThat(JsonText.read("12345678901234567890")).isEqualTo(12345678901234567890.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "True",
        "NaN",
        "Infinity",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "'a'",
        "\"a",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[1 2]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "1 2",
        "// c\n1",
        "1e999",
        "\"\\u0000\"",
        "*a",
        "!!int 3",
        "- 1"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMessageSaysWhere() {
    assertThatThrownBy(() -> JsonText.read("[1,}")).hasMessageContaining("at character 4");
  }

  @Test
  void deepNestingIsRefusedWithoutHarm() {
    for (String open : List.of("[", "{\"a\":")) {
      assertThatThrownBy(() -> JsonText.read(open.repeat(1_000_000)))
          .hasMessageContaining("nested deeper than 100");
    }
  }
}
