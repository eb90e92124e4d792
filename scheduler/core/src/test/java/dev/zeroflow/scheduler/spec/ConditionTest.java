package dev.zeroflow.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final String X = "inputs.parameter_values['x']";
  private static final String Y = "inputs.parameter_values['pipelinechannel--a-b']";

  private static boolean holds(String text, Object... parameters) {
    var values = new HashMap<String, Object>();
    for (int i = 0; i < parameters.length; i++) {
      values.put(List.of("x", "pipelinechannel--a-b").get(i), parameters[i]);
    }
    return Condition.parse(text).holds(values);
  }

  @ParameterizedTest
  @CsvSource({
    "==, false, true, false",
    "!=, true, false, true",
    "<, true, false, false",
    "<=, true, true, false",
    ">, false, false, true",
    ">=, false, true, true"
  })
  void everyOperatorComparesNumbersByValue(
      String operator, boolean less, boolean equal, boolean greater) {
    assertThat(holds(X + " " + operator + " 10", 9L)).isEqualTo(less);
    assertThat(holds(X + " " + operator + " 10", 10.0)).isEqualTo(equal);
    assertThat(holds(X + " " + operator + " 10", 11L)).isEqualTo(greater);
    assertThat(holds(X + operator + Y, 9.5, 10L)).isEqualTo(less);
  }

  @Test
  void textIsComparedAsText() {
    assertThat(holds(X + " == 'heads'", "heads")).isTrue();
    assertThat(holds(X + " == 'heads'", "tails")).isFalse();
    assertThat(holds("'a' < " + X, "b")).isTrue();
    assertThat(holds(X + " == ''", "")).isTrue();
  }

  @Test
  void truthValuesAreCompared() {
    assertThat(holds(X + " == true", true)).isTrue();
    assertThat(holds(X + " == false", true)).isFalse();
    assertThat(holds(X + " != " + Y, true, false)).isTrue();
  }

  @Test
  void mixedTypesAreComparedByTheirText() {
    assertThat(holds(X + " == '5'", 5L)).isTrue();
    assertThat(holds(X + " == '5'", 5.0)).isTrue();
    assertThat(holds(X + " == 5", "5")).isTrue();
    assertThat(holds(X + " == 'true'", true)).isTrue();
    assertThat(holds(X + " == '[1,2]'", List.of(1.0, 2L))).isTrue();
  }

  @Test
  void zeroHasNoSign() {
    assertThat(holds(X + " == 0", -0.0)).isTrue();
    assertThat(holds(X + " < 0", -0.0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-3", "0.001", "1E-3", "0.1e-2"})
  void numbersMayHaveFractionsAndExponents(String number) {
    assertThat(holds(X + " == " + number, 0.001)).isTrue();
    assertThat(holds(X + " > -" + number, -0.0005)).isTrue();
  }

  @Test
  void intAndDoubleTakeTheOperandAsANumber() {
    assertThat(holds("int(" + X + ") == 3", "3")).isTrue();
    assertThat(holds("int(" + X + ") == 3", 3.9)).isTrue();
    assertThat(holds("int(" + X + ") == -3", -3.9)).isTrue();
    assertThat(holds("double(int(" + X + ")) >= 2.5", 3L)).isTrue();
    assertThat(holds("double( " + X + " ) == " + Y, " 2.5 ", 2.5)).isTrue();
  }

  @Test
  void whatIsNoNumberIsNamedWhenANumberIsWanted() {
    for (Object value : List.of("many", true, List.of())) {
      assertThatThrownBy(() -> holds("int(" + X + ") == 3", value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not a number: " + Json.write(value));
    }
  }

  @Test
  void allTermsMustHold() {
    String text = X + " > 1 && " + X + " < 5 && " + Y + " == 'go'";
    assertThat(holds(text, 3L, "go")).isTrue();
    assertThat(holds(text, 3L, "stop")).isFalse();
    assertThat(holds(text, 7L, "go")).isFalse();
  }

  @Test
  void elseIsTheNegationsOfTheBranchesBefore() {
    String text = "!(" + X + " == 'heads') && !(" + X + " == 'tails')";
    assertThat(holds(text, "edge")).isTrue();
    assertThat(holds(text, "heads")).isFalse();
    assertThat(holds(text, "tails")).isFalse();
    assertThat(holds("!(" + X + " == 'heads') && " + X + " == 'tails'", "tails")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's", "'quoted'", "a && b", "x == y", "a (b)", "don't 'go' now", "("})
  void quotesInsideTextNeedNoEscape(String text) {
    assertThat(holds(X + " == '" + text + "'", text)).isTrue();
    assertThat(holds("!(" + X + " == '" + text + "')", text)).isFalse();
    assertThat(holds("'" + text + "' == " + X + " && " + Y + " == 1", text, 1L)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'int(inputs.parameter_values['x'])' == '5'",
        "'5' == 'inputs.parameter_values['x']'",
        "'double(int(inputs.parameter_values['x']))' < '5'"
      })
  void aReferenceThatTheCompilerHasQuotedIsReported(String text) {
    assertThatThrownBy(() -> Condition.parse(text))
        .hasMessageContaining("the compiler has quoted a reference");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "true",
        "inputs.parameter_values['x']",
        "inputs.parameter_values['x'] ==",
        "inputs.parameter_values['x'] = 3",
        "inputs.parameter_values['x'] == 3 || true == true",
        "inputs.parameter_values['x'] == 3 &&",
        "!(inputs.parameter_values['x'] == 3",
        "!inputs.parameter_values['x'] == 3",
        "inputs.parameter_values['x'] + 1 == 3",
        "inputs.parameter_values['x'] == 'open",
        "inputs.artifacts['x'][0].uri == 'a'",
        "int(inputs.parameter_values['x'] == 3",
        "1 == 1 trailing"
      })
  void whatTheGrammarDoesNotHaveIsRefusedWithItsPlace(String text) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s)expected .* at character \\d+ of: .*");
  }

  @Test
  void conversionsNestOnlySoDeep() {
    String text = "int(".repeat(100_000) + "1" + ")".repeat(100_000) + " == 1";
    assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongTextThatLooksLikeConversionsIsJustText() {
    String text = "int(".repeat(100_000);
    assertThat(holds(X + " == '" + text + "'", text)).isTrue();
  }

  @Test
  void namesTheParametersThatItReads() {
    assertThat(Condition.parse(X + " == double(" + Y + ") && 'a' == 'b'").references())
        .containsExactlyInAnyOrder("x", "pipelinechannel--a-b");
  }

  @Test
  void keepsTheTextOfTheDocument() {
    assertThat(Condition.parse(X + " == 1").text()).isEqualTo(X + " == 1");
    assertThat(Condition.parse(X + " == 1").holds(Map.of("x", 1L))).isTrue();
  }
}
