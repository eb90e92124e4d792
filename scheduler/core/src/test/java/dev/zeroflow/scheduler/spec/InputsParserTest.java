package dev.zeroflow.scheduler.spec;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.field;
import static dev.zeroflow.scheduler.spec.PipelineText.graphArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static dev.zeroflow.scheduler.spec.Refusals.assertBadSpec;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where inputs of tasks come from. */
class InputsParserTest {
  private static PipelineSpec parse(Consumer<PipelineText.Graph> root) {
    return PipelineText.with(root).parse();
  }

  private static TaskSpec task(Consumer<PipelineText.TaskText> change) {
    return parse(
            root -> {
              root.parameter("x", "STRING");
              change.accept(root.task("a"));
            })
        .task("a");
  }

  private static InputSource input(Map<String, Object> source) {
    return task(task -> task.give("n", source)).inputs().get("n");
  }

  @Test
  void aConstantKeepsEveryJsonValueAndItsPlaceholders() {
    for (Object value :
        Arrays.asList(
            "run {{$.pipeline_job_uuid}}", 3L, 2.5, true, List.of(1L), Map.of("a", 1L), null)) {
      assertThat(input(members("runtimeValue", members("constant", value))))
          .isEqualTo(new InputSource.Constant(value));
    }
    assertThat(input(constant(3.0))).isEqualTo(new InputSource.Constant(3L));
  }

  @Test
  void constantsOfOlderCompilersAreRead() {
    assertThat(input(older("intValue", "7"))).isEqualTo(new InputSource.Constant(7L));
    assertThat(input(older("intValue", 7))).isEqualTo(new InputSource.Constant(7L));
    assertThat(input(older("doubleValue", 7))).isEqualTo(new InputSource.Constant(7.0));
    assertThat(input(older("stringValue", "7"))).isEqualTo(new InputSource.Constant("7"));
    assertThat(input(members("runtimeValue", members("runtimeParameter", "x"))))
        .isEqualTo(new InputSource.GraphParameter("x"));
  }

  private static Map<String, Object> older(String type, Object value) {
    return members("runtimeValue", members("constantValue", members(type, value)));
  }

  @Test
  void aSourceMustBeExactlyOne() {
    String path = "root.dag.tasks.a.inputs.parameters.n";
    assertBadSpec(path, "has none", root -> root.task("a").give("n", Map.of()));
    Map<String, Object> two = constant(1);
    two.putAll(graphParameter("x"));
    assertBadSpec(
        path, "has runtimeValue, componentInputParameter", root -> root.task("a").give("n", two));
  }

  @Test
  void aNameIsEitherAParameterOrAnArtifact() {
    assertBadSpec(
        "root.dag.tasks.a.inputs.artifacts.n",
        "is given as a parameter too",
        root ->
            root.artifact("m").task("a").give("n", constant(1)).artifact("n", graphArtifact("m")));
    assertBadSpec(
        "components.comp-a.inputDefinitions",
        "n is both a parameter and an artifact",
        root ->
            root.artifact("m").task("a").declare("n", "STRING").artifact("n", graphArtifact("m")));
  }

  @Test
  void aFieldIsSelectedFromAnySource() {
    var text =
        PipelineText.with(
            root -> {
              root.parameter("x", "STRUCT");
              root.task("p").outputParameter("s", "STRUCT");
              root.task("a")
                  .give("graph", field(graphParameter("x"), "k"))
                  .give("task", field(taskParameter("p", "s"), "a b"))
                  .give("constant", field(constant("{\"k\":1}"), "k"));
            });
    Map<String, InputSource> inputs = text.parse().task("a").inputs();
    assertThat(inputs)
        .containsEntry("graph", new InputSource.Member(new InputSource.GraphParameter("x"), "k"))
        .containsEntry(
            "task", new InputSource.Member(new InputSource.TaskParameter("p", "s"), "a b"))
        .containsEntry(
            "constant", new InputSource.Member(new InputSource.Constant("{\"k\":1}"), "k"));
    assertThat(text.parse().task("a").upstream()).containsExactly("p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "string_value",
        "parseJson(string_value)",
        "parseJson(string_value)['a']",
        "parseJson(string_value)[\"a\"][\"b\"]",
        "parseJson(string_value)[\"a\"] + 1",
        "parseJson(string_value)[0]"
      })
  void anyOtherExpressionIsRefused(String expression) {
    Map<String, Object> source = constant("{}");
    source.put("parameterExpressionSelector", expression);
    assertBadSpec(
        "root.dag.tasks.a.inputs.parameters.n.parameterExpressionSelector",
        "only parseJson",
        root -> root.task("a").give("n", source));
  }
}
