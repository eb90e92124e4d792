package dev.zeroflow.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.spec.InvalidPipelineException.Code;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunParametersTest {
  private static final PipelineSpec PIPELINE =
      PipelineText.with(
              root -> {
                root.task("a");
                root.parameter("text", "STRING");
                for (String type : List.of("INTEGER", "DOUBLE")) {
                  root.optional(type, "NUMBER_" + type, null);
                }
                root.optional("flag", "BOOLEAN", true);
                root.optional("list", "LIST", List.of(1.0, List.of(2.0)));
                root.optional("struct", "STRUCT", null);
                root.optional("epochs", "NUMBER_INTEGER", 50.0);
              })
          .parse();

  private static Map<String, Object> check(Object... namesAndValues) {
    var given = new HashMap<String, Object>(Map.of("text", "x"));
    given.putAll(PipelineText.members(namesAndValues));
    return RunParameters.check(PIPELINE, given);
  }

  private static InvalidPipelineException refused(Object... namesAndValues) {
    var refused = catchThrowableOfType(InvalidPipelineException.class, () -> check(namesAndValues));
    assertThat(refused).as("accepted").isNotNull();
    assertThat(refused.code()).isEqualTo(Code.BAD_PARAMETER);
    return refused;
  }

  @Test
  void defaultsAreFilledInAndTheRestIsLeftOut() {
    assertThat(Json.write(check()))
        .isEqualTo("{\"text\":\"x\",\"flag\":true,\"list\":[1,[2]],\"epochs\":50}");
  }

  @Test
  void anUnknownParameterIsNamedWithThoseThatExist() {
    InvalidPipelineException refused = refused("epoch", 3L);
    assertThat(refused.path()).isEqualTo("epoch");
    assertThat(refused).hasMessageContaining("epochs").hasMessageContaining("text");
  }

  @Test
  void aMissingParameterIsNamedWithItsType() {
    var refused =
        catchThrowableOfType(
            InvalidPipelineException.class, () -> RunParameters.check(PIPELINE, Map.of()));
    assertThat(refused).hasMessage("parameter text: missing; expected STRING");
    var nothing = new HashMap<String, Object>();
    nothing.put("text", null);
    assertThat(
            catchThrowableOfType(
                InvalidPipelineException.class, () -> RunParameters.check(PIPELINE, nothing)))
        .hasMessageContaining("missing");
  }

  @Test
  void aValueOutsideTheLiteralsIsRefusedWithThem() {
    PipelineText text =
        PipelineText.with(
            root -> {
              root.task("a");
              root.optional("size", "NUMBER_INTEGER", 1);
              root.optional("kind", "STRING", null);
            });
    String[] inputs = {"root", "inputDefinitions", "parameters"};
    text.set(List.of(1.0, 2), inputs[0], inputs[1], inputs[2], "size", "literals");
    text.set(List.of("a", "b"), inputs[0], inputs[1], inputs[2], "kind", "literals");
    PipelineSpec pipeline = text.parse();
    assertThat(RunParameters.check(pipeline, Map.of("size", 2.0, "kind", "b")))
        .isEqualTo(Map.of("size", 2L, "kind", "b"));
    assertThat(RunParameters.check(pipeline, Map.of())).isEqualTo(Map.of("size", 1L));
    var refused =
        catchThrowableOfType(
            InvalidPipelineException.class,
            () -> RunParameters.check(pipeline, Map.of("size", 3L)));
    assertThat(refused).hasMessage("parameter size: expected one of [1,2], got 3");
    assertThat(refused.path()).isEqualTo("size");
    assertThat(
            catchThrowableOfType(
                InvalidPipelineException.class,
                () -> RunParameters.check(pipeline, Map.of("kind", "c"))))
        .hasMessageContaining("expected one of [\"a\",\"b\"]");
  }

  @Test
  void nullForAnOptionalParameterIsItsDefault() {
    assertThat(check("epochs", null)).containsEntry("epochs", 50L);
    assertThat(check("struct", null)).doesNotContainKey("struct");
  }

  @Test
  void aValueOfAnotherTypeIsRefusedWithTheTypeThatWasExpected() {
    Object[][] wrong = {
      {"text", 3L},
      {"INTEGER", 3.5},
      {"INTEGER", "3"},
      {"INTEGER", true},
      {"INTEGER", 1e300},
      {"DOUBLE", "0.5"},
      {"DOUBLE", Double.NaN},
      {"flag", "true"},
      {"flag", 1L},
      {"list", Map.of()},
      {"list", "[]"},
      {"struct", List.of()},
    };
    for (Object[] each : wrong) {
      assertThat(refused(each))
          .as(Arrays.toString(each))
          .hasMessageContaining("parameter " + each[0] + ": expected ");
    }
    assertThat(refused("INTEGER", 3.5)).hasMessageContaining("NUMBER_INTEGER, got 3.5");
  }

  @Test
  void aWholeDoubleIsAnInteger() {
    assertThat(Json.write(check("INTEGER", 3.0).get("INTEGER"))).isEqualTo("3");
    assertThat(check("INTEGER", 3.0)).containsEntry("INTEGER", 3L);
    assertThat(check("DOUBLE", 3L)).containsEntry("DOUBLE", 3.0);
  }

  @Test
  void numbersOfAnyJavaTypeAreTaken() {
    assertThat(check("INTEGER", 3)).containsEntry("INTEGER", 3L);
    assertThat(check("DOUBLE", 0.5f)).containsEntry("DOUBLE", 0.5);
  }

  @Test
  void whatCannotBeStoredIsRefused() {
    for (Object value : List.of("a\u0000b", List.of("\u0000"), Map.of("\u0000", 1L))) {
      String name = value instanceof String ? "text" : value instanceof List ? "list" : "struct";
      assertThat(refused(name, value)).hasMessageContaining("U+0000");
    }
    assertThat(refused("list", List.of(Double.POSITIVE_INFINITY)))
        .hasMessageContaining("not a JSON number");
  }

  @Test
  void aHugeValueIsRefusedAndALongOneIsShownInPart() {
    assertThat(refused("text", "x".repeat(300_000))).hasMessageContaining("pass an artifact");
    assertThat(refused("flag", "x".repeat(300_000)).getMessage()).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTEGER | 3      | 3",
        "INTEGER | 3.0    | 3",
        "DOUBLE  | 0.25   | 0.25",
        "DOUBLE  | 3      | 3",
        "DOUBLE  | 1e-3   | 0.001",
        "flag    | false  | false",
        "list    | [1, a] | [1,\"a\"]",
        "struct  | {\"a\": [1.0]} | {\"a\":[1]}",
        "text    | 3      | \"3\"",
        "text    | [x     | \"[x\"",
      })
  void textIsReadAsTheDeclaredType(String name, String text, String json) {
    Object value = RunParameters.parse(PIPELINE, name, text);
    assertThat(Json.write(check(name, value).get(name))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "[1", "", "3.5", "true", ".nan", "1e999", "&a [*a]"})
  void textThatIsNoValueOfTheDeclaredTypeIsRefusedWithThatType(String text) {
    var refused =
        catchThrowableOfType(
            InvalidPipelineException.class,
            () -> check("INTEGER", RunParameters.parse(PIPELINE, "INTEGER", text)));
    assertThat(refused).hasMessageContaining("expected NUMBER_INTEGER");
  }

  @Test
  void theTextOfAnUnknownParameterIsRefusedAsUnknown() {
    assertThat(refused("nobody", RunParameters.parse(PIPELINE, "nobody", "3")))
        .hasMessageContaining("unknown");
  }
}
