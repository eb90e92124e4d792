package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RunDeciderTest.artifacts;
import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.RUNNING;
import static dev.zeroflow.scheduler.run.RuntimeState.SKIPPED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pipelines inside pipelines, and what keeps to itself in them. */
class GraphsTest {

  @Test
  void outputsComeUpThroughEveryLevel() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.graph(
                      "outer",
                      outer -> {
                        outer.graph(
                            "inner",
                            inner -> {
                              inner
                                  .task("x")
                                  .outputParameter("n", "NUMBER_INTEGER")
                                  .outputArtifact("a");
                              inner.outputParameter("m", "NUMBER_INTEGER", "n", "x");
                              inner.outputArtifact("b", "a", "x");
                            });
                        outer.outputParameter("k", "NUMBER_INTEGER", "m", "inner");
                        outer.outputArtifact("c", "b", "inner");
                      });
                  root.task("end")
                      .parameter("n", "NUMBER_INTEGER", taskParameter("outer", "k"))
                      .artifact("a", taskArtifact("outer", "c"));
                }));
    run.succeed("outer/inner/x", new Values(Map.of("n", 3L), artifacts("a").artifacts()));
    assertThat(run.parameters("end")).isEqualTo(Map.of("n", 3L));
    assertThat(run.task("end").inputs().artifacts().get("a"))
        .isEqualTo(artifacts("a").artifacts().get("a"));
    assertThat(run.task("outer").figures()).isEqualTo(AttemptFigures.NONE);
    assertThat(run.lineage).extracting(TaskLineage::task).containsExactly("outer/inner/x");
  }

  @Test
  void aGraphThatFailsLeavesItsSiblingsAlone() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.graph(
                      "bad",
                      inner -> {
                        inner.task("x");
                        inner.task("y");
                        inner.task("z").after("x");
                      });
                  root.graph("good", inner -> inner.task("x"));
                  root.task("after-bad").after("bad");
                  root.task("after-good").after("good");
                }));
    run.fail("bad/x");
    assertThat(run.state("bad/z")).isEqualTo(SKIPPED);
    assertThat(run.state("bad/y")).isEqualTo(RUNNING);
    run.succeed("good/x").succeed("after-good").succeed("bad/y");
    assertThat(run.state("bad")).isEqualTo(FAILED);
    assertThat(run.state("after-bad")).isEqualTo(SKIPPED);
    assertThat(run.state()).isEqualTo(FAILED);
  }

  @Test
  void theSameComponentUsedTwiceIsTwoGraphs() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.graph(
                          "one",
                          inner -> {
                            inner.parameter("p", "STRING");
                            inner.task("x").parameter("p", "STRING", graphParameter("p"));
                          })
                      .parameter("p", "STRING", constant("first"));
                  root.task("two")
                      .set("componentRef", Map.of("name", "comp-one"))
                      .give("p", constant("second"));
                }));
    assertThat(run.parameters("one/x")).isEqualTo(Map.of("p", "first"));
    assertThat(run.parameters("two/x")).isEqualTo(Map.of("p", "second"));
    run.fail("one/x").succeed("two/x");
    assertThat(run.state("two")).isEqualTo(SUCCEEDED);
  }

  @Test
  void anOutputThatNoTaskMadeIsAbsent() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.graph(
                      "g",
                      inner -> {
                        inner
                            .task("x")
                            .give("n", constant(1))
                            .when("inputs.parameter_values['n'] == 2")
                            .outputParameter("out", "STRING");
                        inner.outputParameter("out", "STRING", "out", "x");
                      });
                  root.task("end")
                      .optional("in", "STRING", "none")
                      .give("in", taskParameter("g", "out"));
                }));
    assertThat(run.parameters("end")).isEqualTo(Map.of("in", "none"));
  }
}
