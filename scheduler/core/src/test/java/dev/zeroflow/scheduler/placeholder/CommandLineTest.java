package dev.zeroflow.scheduler.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static List<String> argv(Map<String, Object> parameters, String... args) {
    List<String> argv = CommandLine.of(Facts.container(args), Facts.attempt(parameters)).argv();
    assertThat(argv.getFirst()).isEqualTo("run");
    return argv.subList(1, argv.size());
  }

  @Test
  void commandComesBeforeArguments() {
    assertThat(argv(Map.of("n", 3.0), "--n", "{{$.inputs.parameters['n']}}", ""))
        .containsExactly("--n", "3", "");
  }

  @Test
  void concatIsOneElement() {
    assertThat(
            argv(
                Map.of("n", 3L, "t", "a b"),
                """
                {"Concat": ["--n=", "{{$.inputs.parameters['n']}}", {"Concat": [";", \
                "{{$.inputs.parameters['t']}}"]}, {"IfPresent": {"InputName": "no", "Then": "x"}}]}\
                """))
        .containsExactly("--n=3;a b");
    assertThat(argv(Map.of(), "{\"Concat\": []}")).containsExactly("");
  }

  @Test
  void aListIsSplicedAndAFalseChoiceWithoutElseIsNothing() {
    String choice =
        """
        {"IfPresent": {"InputName": "o", "Then": ["--o", "{{$.inputs.parameters['o']}}", \
        {"IfPresent": {"InputName": "p", "Then": ["--p"], "Else": ["--q", "--r"]}}]}}""";
    assertThat(argv(Map.of("o", 1L), "a", choice, "b"))
        .containsExactly("a", "--o", "1", "--q", "--r", "b");
    assertThat(argv(Map.of("o", 1L, "p", false), choice)).containsExactly("--o", "1", "--p");
    assertThat(argv(Map.of("p", 1L), "a", choice, "b")).containsExactly("a", "b");
  }

  @Test
  void artifactsAreInputsToo() {
    String choice =
        """
        {"IfPresent": {"InputName": "%s", "Then": {"Concat": ["in=", \
        "{{$.inputs.artifacts['table'].path}}"]}, "Else": "none"}}""";
    assertThat(argv(Map.of(), choice.formatted("table"))).containsExactly("in=/s3/bucket/t.csv");
    assertThat(argv(Map.of(), choice.formatted("missing"))).containsExactly("none");
  }

  @Test
  void nullIsNotPresent() {
    assertThat(
            argv(
                Collections.singletonMap("o", null),
                "{\"IfPresent\": {\"InputName\": \"o\", \"Then\": \"yes\", \"Else\": \"no\"}}"))
        .containsExactly("no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(touch /tmp/x)",
        "`id`; rm -rf / #",
        "a' OR '1'='1'; DROP TABLE runs; --",
        "x\r\n2026-01-01 ERROR forged line\u001b[31m",
        "{{$.inputs.parameters['secret']}}",
        "{\"Concat\": [\"a\"]}",
        "{\"IfPresent\": {\"InputName\": \"n\", \"Then\": \"a\"}}",
        "${jndi:ldap://x} #{1+1} <%= 1 %> {{7*7}}",
        "--executor_input",
        "\u202Etxt.exe",
        "$0 \\0 \\\\ $1"
      })
  void aValueIsOneInertElementWhateverItHolds(String value) {
    assertThat(
            argv(
                Map.of("n", value, "secret", "s3cret"),
                "{{$.inputs.parameters['n']}}",
                "--n={{$.inputs.parameters['n']}}",
                "{\"Concat\": [\"{{$.inputs.parameters['n']}}\", \"!\"]}"))
        .containsExactly(value, "--n=" + value, value + "!");
  }

  @Test
  void theDocumentsOwnShellTextIsNotTouched() {
    assertThat(argv(Map.of(), "echo $(whoami) `id` $HOME"))
        .containsExactly("echo $(whoami) `id` $HOME");
  }

  @Test
  void allElementsTogetherHaveTheLimit() {
    assertThatThrownBy(
            () ->
                argv(
                    Map.of("n", "x".repeat(9 << 20)),
                    "{{$.inputs.parameters['n']}}",
                    "{{$.inputs.parameters['n']}}"))
        .isInstanceOf(ExpansionTooLargeException.class);
  }
}
