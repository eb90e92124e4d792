package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RunDeciderTest.artifact;
import static dev.zeroflow.scheduler.run.RunDeciderTest.artifacts;
import static dev.zeroflow.scheduler.run.RuntimeState.SKIPPED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.PipelineText;
import dev.zeroflow.scheduler.spec.PipelineText.Graph;
import dev.zeroflow.scheduler.spec.PipelineText.TaskText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** If, Elif, Else, and what OneOf makes of them. */
class ConditionsTest {
  private static final String BIG = "int(inputs.parameter_values['n']) > 10";
  private static final String SOME = "int(inputs.parameter_values['n']) > 5";

  private static TaskText branch(Graph graph, String key, String condition) {
    return graph
        .graph(
            key,
            inner -> {
              inner.parameter("n", "NUMBER_INTEGER");
              inner.task("say").outputParameter("said", "STRING").outputArtifact("made");
              inner.outputParameter("said", "STRING", "said", "say");
              inner.outputArtifact("made", "made", "say");
            })
        .parameter("n", "NUMBER_INTEGER", graphParameter("n"))
        .when(condition);
  }

  /** As {@code dsl.If}, {@code dsl.Elif} and {@code dsl.Else} are compiled. */
  private static final PipelineText BRANCHES =
      PipelineText.with(
          root -> {
            root.task("count").outputParameter("n", "NUMBER_INTEGER");
            root.graph(
                    "condition-branches-1",
                    inner -> {
                      inner.parameter("n", "NUMBER_INTEGER");
                      branch(inner, "condition-2", BIG);
                      branch(inner, "condition-3", "!(%s) && %s".formatted(BIG, SOME));
                      branch(inner, "condition-4", "!(%s) && !(%s)".formatted(BIG, SOME));
                      String[] all = {"condition-2", "condition-3", "condition-4"};
                      inner.outputParameter("said", "STRING", "said", all);
                      inner.outputArtifact("made", "made", all);
                    })
                .parameter("n", "NUMBER_INTEGER", taskParameter("count", "n"));
            root.task("after")
                .parameter("said", "STRING", taskParameter("condition-branches-1", "said"))
                .artifact("made", taskArtifact("condition-branches-1", "made"));
          });

  @Test
  void exactlyOneBranchRunsAndGivesTheParameterAndTheArtifact() {
    for (Map.Entry<Long, String> one : Map.of(11L, "2", 6L, "3", 5L, "4").entrySet()) {
      String task = "condition-branches-1/condition-" + one.getValue() + "/say";
      var run = RunDriver.start(BRANCHES).succeed("count", "n", one.getKey());
      assertThat(run.ordered()).containsExactly(task);
      run.succeed(task, new Values(Map.of("said", one.getValue()), artifacts("made").artifacts()));
      assertThat(run.parameters("after")).isEqualTo(Map.of("said", one.getValue()));
      assertThat(run.task("after").inputs().artifacts())
          .isEqualTo(Map.of("made", List.of(artifact("made"))));
      assertThat(run.succeed("after").state()).isEqualTo(SUCCEEDED);
      assertThat(
              run.snapshot.tasks().values().stream()
                  .filter(it -> it.state() == SKIPPED)
                  .map(Task::path))
          .hasSize(2);
    }
  }

  @Test
  void whoNeedsTheOutputOfABranchThatDidNotRunIsSkippedWithIt() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("maybe")
                      .give("n", constant(1))
                      .when("inputs.parameter_values['n'] == 2")
                      .outputParameter("out", "STRING");
                  root.task("needs").parameter("in", "STRING", taskParameter("maybe", "out"));
                  root.task("beside");
                }));
    assertThat(run.state("needs")).isEqualTo(SKIPPED);
    assertThat(run.succeed("beside").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aConditionReadsAMemberAndAStringComparesAsText() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a").outputParameter("s", "STRUCT");
                  root.task("b")
                      .give("m", PipelineText.field(taskParameter("a", "s"), "mode"))
                      .when("inputs.parameter_values['m'] == 'it's fast'");
                }));
    assertThat(run.succeed("a", "s", Map.of("mode", "it's fast")).ordered()).containsExactly("b");
  }

  @Test
  void aConditionalLoopThatIsNotWantedHasNoIterations() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    root.graph("loop", inner -> inner.task("x"))
                        .forEach("item", "STRING", "a", "b")
                        .give("n", constant(1))
                        .when("inputs.parameter_values['n'] == 2")));
    assertThat(run.state("loop")).isEqualTo(SKIPPED);
    assertThat(run.snapshot.tasks()).hasSize(1);
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }
}
