package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.CANCELED;
import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.PENDING;
import static dev.zeroflow.scheduler.run.RuntimeState.RUNNING;
import static dev.zeroflow.scheduler.run.RuntimeState.SKIPPED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.field;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.PipelineText;
import dev.zeroflow.scheduler.spec.PipelineText.Graph;
import dev.zeroflow.scheduler.spec.PipelineText.TaskText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Loops over everything that one can loop over, and how they end. */
class LoopsTest {

  /** A loop whose body is one task {@code x} that reads the item. */
  private static TaskText loop(Graph graph, String type) {
    return graph.graph(
        "loop",
        inner -> {
          inner.parameter("item", type);
          inner
              .task("x")
              .parameter("in", type, graphParameter("item"))
              .outputParameter("out", "STRING");
          inner.outputParameter("out", "STRING", "out", "x");
        });
  }

  private static List<Object> items(RunDriver run) {
    return IntStream.iterate(
            0, i -> run.snapshot.tasks().containsKey("loop/%d/x".formatted(i)), i -> i + 1)
        .mapToObj(i -> run.parameters("loop/%d/x".formatted(i)).get("in"))
        .toList();
  }

  @Test
  void eachItemOfALiteralListHasItsIterationAndAllBeginAtOnce() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> loop(root, "NUMBER_INTEGER").forEach("item", "NUMBER_INTEGER", 5, 6, 7)));
    assertThat(run.ordered()).containsExactly("loop/0/x", "loop/1/x", "loop/2/x");
    assertThat(items(run)).containsExactly(5L, 6L, 7L);
    run.succeed("loop/2/x", "out", "c").succeed("loop/0/x", "out", "a");
    assertThat(run.state("loop/0")).isEqualTo(SUCCEEDED);
    assertThat(run.state("loop")).isEqualTo(RUNNING);
    run.succeed("loop/1/x", "out", "b");
    assertThat(run.output("loop", "out")).isEqualTo(List.of("a", "b", "c"));
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }

  private static RunDriver overParameter(String type, Object value) {
    return RunDriver.start(
        PipelineText.with(
            root -> {
              root.parameter("list", type);
              loop(root, "NUMBER_INTEGER")
                  .parameter("list", type, graphParameter("list"))
                  .forEachOf("list", "item", "NUMBER_INTEGER");
            }),
        "list",
        value);
  }

  @Test
  void aParameterOfThePipelineGivesTheItemsAsAListOrAsTheTextOfOne() {
    assertThat(items(overParameter("LIST", List.of(1.0, 2L)))).containsExactly(1L, 2L);
    assertThat(items(overParameter("STRING", "[3, 4.0]"))).containsExactly(3L, 4L);
  }

  @Test
  void whatIsNoListFailsTheLoopWithItsValue() {
    var run = overParameter("STRING", "five");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.task("loop").error().code()).isEqualTo("BAD_ITEMS");
    assertThat(run.task("loop").error().message())
        .isEqualTo("loop over something that is not a list: \"five\"");
  }

  @Test
  void anItemOfTheWrongTypeFailsItsIterationOnly() {
    var run = overParameter("LIST", List.of(1L, "two", 3L));
    assertThat(run.task("loop/1/x").error().message())
        .isEqualTo("input in: expected NUMBER_INTEGER, got \"two\"");
    assertThat(run.ordered()).containsExactly("loop/0/x", "loop/2/x");
  }

  @Test
  void theOutputOfATaskGivesTheItems() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("list").outputParameter("list", "LIST");
                  loop(root, "STRING")
                      .parameter("list", "LIST", taskParameter("list", "list"))
                      .forEachOf("list", "item", "STRING");
                }));
    assertThat(run.snapshot.tasks()).hasSize(2);
    run.succeed("list", "list", List.of("a", "b"));
    assertThat(items(run)).containsExactly("a", "b");
  }

  @Test
  void membersOfAnItemAreReadByTheTasksOfItsIteration() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    root.graph(
                            "loop",
                            inner -> {
                              inner.parameter("item", "STRING");
                              inner
                                  .task("x")
                                  .parameter(
                                      "in", "NUMBER_DOUBLE", field(graphParameter("item"), "lr"));
                            })
                        .forEach("item", "STRING", Map.of("lr", 0.5), "{\"lr\": 1}")));
    assertThat(items(run)).containsExactly(0.5, 1.0);
  }

  @Test
  void artifactsOfAListAreLoopedOver() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("split").outputArtifactList("parts");
                  root.graph(
                          "loop",
                          inner -> {
                            inner.artifact("part");
                            inner
                                .task("x")
                                .artifact("in", PipelineText.graphArtifact("part"))
                                .outputArtifact("made");
                            inner.outputArtifact("made", "made", "x");
                          })
                      .artifactList("parts", taskArtifact("split", "parts"))
                      .forEachArtifact("parts", "part");
                  root.task("merge").artifactList("all", taskArtifact("loop", "made"));
                }));
    ArtifactRef one = RunDeciderTest.artifact("one");
    ArtifactRef two = RunDeciderTest.artifact("two");
    run.succeed("split", new Values(Map.of(), Map.of("parts", List.of(one, two))));
    assertThat(run.task("loop/0/x").inputs().artifacts()).isEqualTo(Map.of("in", List.of(one)));
    assertThat(run.task("loop/1/x").inputs().artifacts()).isEqualTo(Map.of("in", List.of(two)));
    run.succeed("loop/1/x", new Values(Map.of(), Map.of("made", List.of(two))));
    run.succeed("loop/0/x", new Values(Map.of(), Map.of("made", List.of(one))));
    assertThat(run.task("merge").inputs().artifacts()).isEqualTo(Map.of("all", List.of(one, two)));
  }

  @Test
  void aTaskThatIsItselfALoopHasAnAttemptForEachItem() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    root.task("x")
                        .outputParameter("out", "STRING")
                        .forEach("item", "STRING", "a", "b")));
    assertThat(run.ordered()).containsExactly("x/0", "x/1");
    assertThat(run.parameters("x/1")).isEqualTo(Map.of("item", "b"));
    run.succeed("x/0", "out", "A").succeed("x/1", "out", "B");
    assertThat(run.output("x", "out")).isEqualTo(List.of("A", "B"));
    assertThat(run.lineage).extracting(TaskLineage::task).containsExactly("x/0", "x/1");
  }

  @Test
  void noMoreIterationsAreOpenThanTheLoopAllows() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    loop(root, "NUMBER_INTEGER")
                        .forEach("item", "NUMBER_INTEGER", 0, 1, 2, 3, 4)
                        .parallelism(2)));
    assertThat(run.ordered()).containsExactly("loop/0/x", "loop/1/x");
    assertThat(run.state("loop/2")).isEqualTo(PENDING);
    run.succeed("loop/1/x", "out", "1");
    assertThat(run.ordered()).containsExactly("loop/0/x", "loop/2/x");
    run.succeed("loop/0/x", "out", "0").succeed("loop/2/x", "out", "2");
    assertThat(run.ordered()).containsExactly("loop/3/x", "loop/4/x");
    run.succeed("loop/3/x", "out", "3").succeed("loop/4/x", "out", "4");
    assertThat(run.output("loop", "out")).isEqualTo(List.of("0", "1", "2", "3", "4"));
  }

  @Test
  void aLimitHoldsAfterATakeoverToo() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    loop(root, "NUMBER_INTEGER")
                        .forEach("item", "NUMBER_INTEGER", 0, 1, 2)
                        .parallelism(1)));
    run.succeed("loop/0/x", "out", "0").takeOver();
    run.retry("loop/1/x");
    run.succeed("loop/1/x", "out", "1");
    assertThat(run.ordered()).containsExactly("loop/2/x");
  }

  @Test
  void aLoopOverNothingSucceedsAtOnceWithEmptyLists() {
    var run = overParameter("LIST", List.of());
    assertThat(run.state()).isEqualTo(SUCCEEDED);
    assertThat(run.output("loop", "out")).isEqualTo(List.of());
  }

  @Test
  void aFailedIterationFailsTheLoopAfterTheOthersHaveGoneOn() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  loop(root, "STRING").forEach("item", "STRING", "a", "b", "c").parallelism(2);
                  root.task("after").after("loop");
                }));
    run.fail("loop/0/x");
    assertThat(run.state("loop/0")).isEqualTo(FAILED);
    assertThat(run.state("loop")).isEqualTo(RUNNING);
    run.succeed("loop/1/x", "out", "b").succeed("loop/2/x", "out", "c");
    assertThat(run.state("loop")).isEqualTo(FAILED);
    assertThat(run.state("after")).isEqualTo(SKIPPED);
    assertThat(run.snapshot.run().errorTask()).isEqualTo("loop/0/x");
  }

  @Test
  void loopsInsideLoopsSeeTheItemsOfBoth() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    root.graph(
                            "outer",
                            outer -> {
                              outer.parameter("a", "STRING");
                              outer
                                  .graph(
                                      "inner",
                                      inner -> {
                                        inner.parameter("a", "STRING").parameter("b", "STRING");
                                        inner
                                            .task("x")
                                            .parameter("a", "STRING", graphParameter("a"))
                                            .parameter("b", "STRING", graphParameter("b"));
                                      })
                                  .parameter("a", "STRING", graphParameter("a"))
                                  .forEach("b", "STRING", "1", "2");
                            })
                        .forEach("a", "STRING", "x", "y")));
    assertThat(run.ordered())
        .containsExactly(
            "outer/0/inner/0/x", "outer/0/inner/1/x", "outer/1/inner/0/x", "outer/1/inner/1/x");
    assertThat(run.parameters("outer/1/inner/0/x")).isEqualTo(Map.of("a", "y", "b", "1"));
  }

  @Test
  void moreItemsThanARunMayHaveTasksFailTheLoopOnly() {
    var run = overParameter("LIST", Collections.nCopies(PipelineSpec.MAX_TASKS / 2 + 1, 1L));
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.task("loop").error().message())
        .isEqualTo("loop over 50,001 items: a run has at most 100,000 tasks");
    assertThat(run.snapshot.tasks()).hasSize(1);
  }

  @Test
  void anIterationWhoseBodyIsSkippedSucceeds() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    root.graph(
                            "loop",
                            inner -> {
                              inner.parameter("item", "NUMBER_INTEGER");
                              inner
                                  .task("x")
                                  .parameter("in", "NUMBER_INTEGER", graphParameter("item"))
                                  .when("int(inputs.parameter_values['in']) > 1");
                            })
                        .forEach("item", "NUMBER_INTEGER", 1, 2, 1)
                        .parallelism(1)));
    assertThat(run.state("loop/0")).isEqualTo(SUCCEEDED);
    assertThat(run.ordered()).containsExactly("loop/1/x");
    assertThat(run.succeed("loop/1/x").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void iterationsThatWaitForRoomAreCanceledWithTheRun() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> loop(root, "STRING").forEach("item", "STRING", "a", "b").parallelism(1)));
    run.does(new RunEvent.CancelRequested());
    assertThat(run.state("loop/1")).isEqualTo(CANCELED);
    run.fail("loop/0/x");
    assertThat(run.state()).isEqualTo(CANCELED);
    assertThat(run.snapshot.tasks()).doesNotContainKey("loop/1/x");
  }
}
