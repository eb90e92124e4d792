package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RunDeciderTest.artifact;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code dsl.Collected} gets from a loop. */
class CollectedTest {

  private static final PipelineText NESTED =
      PipelineText.with(
          root -> {
            root.graph(
                    "outer",
                    outer -> {
                      outer.parameter("a", "NUMBER_INTEGER");
                      outer
                          .graph(
                              "inner",
                              inner -> {
                                inner
                                    .parameter("a", "NUMBER_INTEGER")
                                    .parameter("b", "NUMBER_INTEGER");
                                inner
                                    .task("x")
                                    .parameter("a", "NUMBER_INTEGER", graphParameter("a"))
                                    .parameter("b", "NUMBER_INTEGER", graphParameter("b"))
                                    .outputParameter("n", "NUMBER_INTEGER")
                                    .outputArtifact("made");
                                inner.outputParameter("n", "NUMBER_INTEGER", "n", "x");
                                inner.outputArtifact("made", "made", "x");
                              })
                          .parameter("a", "NUMBER_INTEGER", graphParameter("a"))
                          .forEach("b", "NUMBER_INTEGER", 1, 2);
                      outer.outputParameter("n", "LIST", "n", "inner");
                      outer.outputArtifact("made", "made", "inner");
                    })
                .forEach("a", "NUMBER_INTEGER", 10, 20);
            root.task("sum")
                .parameter("n", "LIST", taskParameter("outer", "n"))
                .artifactList("made", taskArtifact("outer", "made"));
          });

  @Test
  void parametersOfNestedLoopsNestAndArtifactsAreOneList() {
    var run = RunDriver.start(NESTED);
    for (String path : List.copyOf(run.ordered()).reversed()) {
      long n = (long) run.parameters(path).get("a") + (long) run.parameters(path).get("b");
      run.succeed(path, new Values(Map.of("n", n), Map.of("made", List.of(artifact("m" + n)))));
    }
    assertThat(run.parameters("sum"))
        .isEqualTo(Map.of("n", List.of(List.of(11L, 12L), List.of(21L, 22L))));
    assertThat(run.task("sum").inputs().artifacts().get("made"))
        .extracting(ArtifactRef::name)
        .containsExactly("m11", "m12", "m21", "m22");
  }

  @Test
  void anIterationThatSkippedItsProducerHasNoPlaceInTheList() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.graph(
                          "loop",
                          inner -> {
                            inner.parameter("item", "NUMBER_INTEGER");
                            inner
                                .task("x")
                                .parameter("in", "NUMBER_INTEGER", graphParameter("item"))
                                .when("int(inputs.parameter_values['in']) != 2")
                                .outputParameter("n", "NUMBER_INTEGER")
                                .outputArtifact("made");
                            inner.outputParameter("n", "NUMBER_INTEGER", "n", "x");
                            inner.outputArtifact("made", "made", "x");
                          })
                      .forEach("item", "NUMBER_INTEGER", 1, 2, 3);
                  root.task("sum")
                      .parameter("n", "LIST", taskParameter("loop", "n"))
                      .artifactList("made", taskArtifact("loop", "made"));
                }));
    for (String path : run.ordered()) {
      run.succeed(
          path,
          new Values(
              Map.of("n", run.parameters(path).get("in")),
              Map.of("made", List.of(artifact(path)))));
    }
    assertThat(run.parameters("sum")).isEqualTo(Map.of("n", List.of(1L, 3L)));
    assertThat(run.task("sum").inputs().artifacts().get("made"))
        .extracting(ArtifactRef::name)
        .containsExactly("loop/0/x", "loop/2/x");
  }

  @Test
  void whatALoopCollectedCanBeLoopedOverAgain() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("x")
                      .outputParameter("n", "NUMBER_INTEGER")
                      .forEach("item", "STRING", "a", "b");
                  root.task("y")
                      .parameter("all", "LIST", taskParameter("x", "n"))
                      .forEachOf("all", "one", "NUMBER_INTEGER");
                }));
    run.succeed("x/0", "n", 1L).succeed("x/1", "n", 2L);
    assertThat(run.parameters("y/0")).isEqualTo(Map.of("one", 1L));
    assertThat(run.parameters("y/1")).isEqualTo(Map.of("one", 2L));
  }
}
