package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.scheduler.run.InputResolver.UnresolvedException;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class InputResolverTest {
  private static Values resolve(
      Map<String, Object> graph, Consumer<PipelineText.TaskText> content) {
    PipelineText text =
        PipelineText.with(
            root -> {
              root.optional("p", "STRING", null);
              content.accept(root.task("a"));
            });
    PipelineSpec pipeline = text.parse();
    RunSnapshot run =
        Snapshots.submitted(new UUID(1, 2), pipeline, graph, RunOptions.DEFAULT, RunDriver.START);
    return new InputResolver(new Surroundings(run, "")).resolve(pipeline.task("a"));
  }

  private static Map<String, Object> parameters(Consumer<PipelineText.TaskText> content) {
    return resolve(Map.of(), content).parameters();
  }

  private static UnresolvedException refused(Consumer<PipelineText.TaskText> content) {
    return catchThrowableOfType(UnresolvedException.class, () -> parameters(content));
  }

  @Test
  void anInputThatIsNotGivenHasItsDefault() {
    assertThat(parameters(task -> task.optional("n", "NUMBER_INTEGER", 3.0)))
        .containsExactly(Map.entry("n", 3L));
  }

  @Test
  void anOptionalInputWithoutDefaultIsAbsent() {
    assertThat(parameters(task -> task.optional("n", "STRUCT", null))).isEmpty();
  }

  @Test
  void nullFromAnOptionalInputOfTheGraphCountsAsAbsent() {
    var graph = new HashMap<String, Object>();
    graph.put("p", null);
    Values withDefault =
        resolve(graph, task -> task.optional("n", "STRING", "none").give("n", graphParameter("p")));
    assertThat(withDefault.parameters()).containsExactly(Map.entry("n", "none"));
    Values without =
        resolve(graph, task -> task.optional("n", "STRING", null).give("n", graphParameter("p")));
    assertThat(without.parameters()).isEmpty();
  }

  @Test
  void aRequiredInputWithoutAValueIsNamed() {
    UnresolvedException refused =
        refused(task -> task.parameter("n", "STRING", graphParameter("p")));
    assertThat(refused.error.message()).isEqualTo("input n: has no value");
    assertThat(refused.error.category()).isEqualTo(ErrorCategory.USER);
  }

  @Test
  void aStringTakesAnyValueAsItsJsonText() {
    Map<Object, String> texts =
        Map.of(
            3.0,
            "3",
            0.5,
            "0.5",
            true,
            "true",
            List.of(1.0, "a"),
            "[1,\"a\"]",
            Map.of("a", List.of(2.0)),
            "{\"a\":[2]}",
            "plain",
            "plain");
    texts.forEach(
        (value, text) ->
            assertThat(parameters(task -> task.parameter("n", "STRING", constant(value))))
                .containsExactly(Map.entry("n", text)));
  }

  @Test
  void numbersAreTakenAsTheDeclaredKind() {
    assertThat(parameters(task -> task.parameter("n", "NUMBER_INTEGER", constant(3.0))))
        .containsExactly(Map.entry("n", 3L));
    assertThat(parameters(task -> task.parameter("n", "NUMBER_DOUBLE", constant(3L))))
        .containsExactly(Map.entry("n", 3.0));
  }

  @Test
  void anotherTypeIsRefusedAndShownInPart() {
    assertThat(
            refused(task -> task.parameter("n", "NUMBER_INTEGER", constant("3"))).error.message())
        .isEqualTo("input n: expected NUMBER_INTEGER, got \"3\"");
    assertThat(
            refused(task -> task.parameter("n", "LIST", constant("x".repeat(1 << 20))))
                .error
                .message())
        .hasSizeLessThan(200);
  }

  @Test
  void inputsThatOnlyTheConditionReadsAreKeptAsTheyAre() {
    assertThat(parameters(task -> task.give("n", constant(0.5)))).containsEntry("n", 0.5);
  }
}
