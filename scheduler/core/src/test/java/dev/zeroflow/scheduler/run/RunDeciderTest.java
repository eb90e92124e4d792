package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.CANCELED;
import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.PENDING;
import static dev.zeroflow.scheduler.run.RuntimeState.RUNNING;
import static dev.zeroflow.scheduler.run.RuntimeState.SKIPPED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.graphArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineText;
import dev.zeroflow.scheduler.spec.TrainAndDeploy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunDeciderTest {
  private static final PipelineText ONE = PipelineText.with(root -> root.task("a"));

  static ArtifactRef artifact(String name) {
    return new ArtifactRef(
        new UUID(7, name.hashCode()),
        name,
        "system.Dataset",
        "s3://bucket/" + name,
        "sha256:" + "0".repeat(64),
        3,
        Map.of());
  }

  static Values artifacts(String... names) {
    var artifacts = new java.util.LinkedHashMap<String, List<ArtifactRef>>();
    for (String name : names) {
      artifacts.put(name, List.of(artifact(name)));
    }
    return new Values(Map.of(), artifacts);
  }

  /** A condition that reads the parameter {@code go} of the run. */
  private static PipelineText.TaskText onlyIf(PipelineText.TaskText task) {
    return task.give("go", graphParameter("go")).when("inputs.parameter_values['go'] == true");
  }

  @Test
  void tasksInSequenceRunOneAfterTheOther() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b").after("a");
                  root.task("c").after("b");
                }));
    assertThat(run.state()).isEqualTo(RUNNING);
    assertThat(run.ordered()).containsExactly("a");
    assertThat(run.succeed("a").ordered()).containsExactly("b");
    assertThat(run.succeed("b").ordered()).containsExactly("c");
    assertThat(run.succeed("c").state()).isEqualTo(SUCCEEDED);
    assertThat(run.snapshot.run().finishedAt()).isEqualTo(run.now);
    assertThat(run.lineage).extracting(TaskLineage::task).containsExactly("a", "b", "c");
  }

  @Test
  void tasksThatWaitForOneRunTogetherAndTheOneBehindThemWaitsForAll() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b1").after("a");
                  root.task("b2").after("a");
                  root.task("b3").after("a");
                  root.task("c").after("b1", "b2", "b3");
                }));
    assertThat(run.succeed("a").ordered()).containsExactly("b1", "b2", "b3");
    assertThat(run.succeed("b2").succeed("b1").ordered()).containsExactly("b3");
    assertThat(run.state("c")).isEqualTo(PENDING);
    assertThat(run.succeed("b3").ordered()).containsExactly("c");
    assertThat(run.succeed("c").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void parametersAndArtifactsArePassedOn() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.parameter("seed", "NUMBER_INTEGER");
                  root.task("a").outputParameter("rows", "NUMBER_INTEGER").outputArtifact("table");
                  root.task("b")
                      .parameter("n", "NUMBER_INTEGER", taskParameter("a", "rows"))
                      .parameter("seed", "NUMBER_INTEGER", graphParameter("seed"))
                      .parameter("mode", "STRING", constant("fast"))
                      .artifact("in", taskArtifact("a", "table"));
                }),
            "seed",
            42L);
    run.succeed("a", new Values(Map.of("rows", 150.0), artifacts("table").artifacts()));
    assertThat(run.task("a").outputs().parameters()).containsEntry("rows", 150L);
    assertThat(run.task("b").inputs())
        .isEqualTo(
            new Values(
                Map.of("n", 150L, "seed", 42L, "mode", "fast"),
                Map.of("in", List.of(artifact("table")))));
  }

  @Test
  void aTaskWhoseConditionHoldsRuns() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.parameter("go", "BOOLEAN");
                  onlyIf(root.graph("g", inner -> inner.task("x")));
                }),
            "go",
            true);
    assertThat(run.ordered()).containsExactly("g/x");
    assertThat(run.state("g")).isEqualTo(RUNNING);
    assertThat(run.succeed("g/x").state("g")).isEqualTo(SUCCEEDED);
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aGraphWhoseConditionIsFalseIsSkippedAndItsTasksNeverExist() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.parameter("go", "BOOLEAN");
                  root.task("a");
                  onlyIf(root.graph("g", inner -> inner.task("x"))).after("a");
                  root.task("behind").after("g");
                  root.task("far-behind").after("behind");
                  root.task("beside").after("a");
                }),
            "go",
            false);
    run.succeed("a");
    assertThat(run.state("g")).isEqualTo(SKIPPED);
    assertThat(run.state("behind")).isEqualTo(SKIPPED);
    assertThat(run.state("far-behind")).isEqualTo(SKIPPED);
    assertThat(run.snapshot.tasks()).doesNotContainKey("g/x");
    assertThat(run.log)
        .filteredOn(transition -> "g".equals(transition.task()))
        .last()
        .extracting(Transition::reason)
        .isEqualTo("its condition is false");
    assertThat(run.ordered()).containsExactly("beside");
    assertThat(run.succeed("beside").state()).isEqualTo(SUCCEEDED);
    assertThat(run.lineage).extracting(TaskLineage::task).containsExactly("a", "beside");
  }

  @Test
  void ofSeveralBranchesTheOneThatRanGivesTheOutput() {
    PipelineText text =
        PipelineText.with(
            root -> {
              root.parameter("go", "BOOLEAN");
              root.graph(
                      "branches",
                      inner -> {
                        inner.parameter("go", "BOOLEAN");
                        onlyIf(inner.task("yes"))
                            .outputParameter("said", "STRING")
                            .outputArtifact("made");
                        inner
                            .task("no")
                            .give("go", graphParameter("go"))
                            .when("!(inputs.parameter_values['go'] == true)")
                            .outputParameter("said", "STRING")
                            .outputArtifact("made");
                        inner.outputParameter("said", "STRING", "said", "yes", "no");
                        inner.outputArtifact("made", "made", "yes", "no");
                      })
                  .parameter("go", "BOOLEAN", graphParameter("go"));
              root.task("after")
                  .parameter("said", "STRING", taskParameter("branches", "said"))
                  .artifact("made", taskArtifact("branches", "made"));
            });
    for (boolean go : List.of(true, false)) {
      String ran = go ? "yes" : "no";
      var run = RunDriver.start(text, "go", go);
      assertThat(run.ordered()).containsExactly("branches/" + ran);
      run.succeed(
          "branches/" + ran, new Values(Map.of("said", ran), artifacts("made").artifacts()));
      assertThat(run.state("branches/" + (go ? "no" : "yes"))).isEqualTo(SKIPPED);
      assertThat(run.task("after").inputs())
          .isEqualTo(new Values(Map.of("said", ran), artifacts("made").artifacts()));
      assertThat(run.succeed("after").state()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void aGraphGetsInputsAndGivesOutputs() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.importer("load").parameter("uri", "STRING", constant("s3://b/k"));
                  root.graph(
                          "g",
                          inner -> {
                            inner.artifact("data").parameter("n", "NUMBER_INTEGER");
                            inner
                                .task("x")
                                .artifact("data", graphArtifact("data"))
                                .parameter("n", "NUMBER_INTEGER", graphParameter("n"))
                                .outputParameter("score", "NUMBER_DOUBLE");
                            inner.outputParameter("best", "NUMBER_DOUBLE", "score", "x");
                          })
                      .artifact("data", taskArtifact("load", "artifact"))
                      .parameter("n", "NUMBER_INTEGER", constant(3.0));
                  root.task("end").parameter("score", "NUMBER_DOUBLE", taskParameter("g", "best"));
                }));
    assertThat(run.commands).containsExactly(new Command.Import("load", 1));
    run.succeed("load", artifacts("artifact"));
    assertThat(run.task("g/x").inputs().parameters()).containsEntry("n", 3L);
    assertThat(run.task("g/x").inputs().artifacts()).containsKey("data");
    run.succeed("g/x", "score", 1L);
    assertThat(run.task("end").inputs().parameters()).containsEntry("score", 1.0);
  }

  @Test
  void aFailedTaskSkipsWhatWaitsForItWhileTheRestGoesOn() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("bad");
                  root.task("behind").after("bad");
                  root.task("beside");
                  root.task("next").after("beside");
                }));
    run.fail("bad", ErrorCategory.USER);
    assertThat(run.state("bad")).isEqualTo(FAILED);
    assertThat(run.state("behind")).isEqualTo(SKIPPED);
    assertThat(run.state()).isEqualTo(RUNNING);
    run.succeed("beside").succeed("next");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().errorTask()).isEqualTo("bad");
    assertThat(run.snapshot.run().error().category()).isEqualTo(ErrorCategory.USER);
    assertThat(run.lineage)
        .extracting(TaskLineage::state)
        .containsExactly(FAILED, SUCCEEDED, SUCCEEDED);
  }

  @Test
  void aRunNamesTheFailedLeafInsideItsGraphs() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    root.graph(
                        "outer",
                        outer ->
                            outer.graph(
                                "inner",
                                inner -> {
                                  inner.task("good");
                                  inner.task("bad");
                                }))));
    run.fail("outer/inner/bad", ErrorCategory.RESOURCE);
    assertThat(run.state("outer")).isEqualTo(RUNNING);
    run.succeed("outer/inner/good");
    assertThat(run.state("outer/inner")).isEqualTo(FAILED);
    assertThat(run.state("outer")).isEqualTo(FAILED);
    assertThat(run.task("outer").error().message()).contains("outer/inner/bad").contains("why");
    assertThat(run.snapshot.run().errorTask()).isEqualTo("outer/inner/bad");
    assertThat(run.snapshot.run().error())
        .isEqualTo(new TaskError("CODE", ErrorCategory.RESOURCE, "why", null));
  }

  @Test
  void aDeclaredRetryWaitsLongerEachTimeAndThenGivesUp() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("a").retry(2, "10s")));
    run.fail("a", ErrorCategory.USER);
    assertThat(run.state("a")).isEqualTo(PENDING);
    assertThat(run.task("a").error()).isNotNull();
    assertThat(run.ordered()).isEmpty();
    assertThat(run.retry("a")).isEqualTo(Duration.ofSeconds(10));
    assertThat(run.task("a").attempt()).isEqualTo(2);
    run.fail("a", ErrorCategory.INTERNAL);
    assertThat(run.retry("a")).isEqualTo(Duration.ofSeconds(20));
    run.fail("a", ErrorCategory.USER);
    assertThat(run.state("a")).isEqualTo(FAILED);
    assertThat(run.task("a").failures()).isEqualTo(2);
    assertThat(run.state()).isEqualTo(FAILED);
  }

  @Test
  void aRetriedTaskKeepsItsInputsAndWhenItWasReady() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> root.task("a").parameter("n", "STRING", constant("x")).retry(1, "1s")));
    Instant ready = run.task("a").readyAt();
    run.fail("a", ErrorCategory.USER);
    run.retry("a");
    assertThat(run.task("a").inputs().parameters()).containsEntry("n", "x");
    assertThat(run.task("a").readyAt()).isEqualTo(ready);
    assertThat(run.task("a").attemptAt()).isEqualTo(run.now);
    run.succeed("a");
    assertThat(run.lineage.getFirst().attempt()).isEqualTo(2);
    assertThat(run.lineage.getFirst().startedAt()).isEqualTo(run.now.minusSeconds(1));
  }

  @Test
  void lostAttemptsAreTriedAgainSoonWithoutAPolicyAndGivenUpAfterTheMaximum() {
    var run = RunDriver.start(ONE);
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < Attempts.MAX_LOSSES; i++) {
      run.fail("a", ErrorCategory.TRANSIENT);
      waits.add(run.retry("a"));
    }
    assertThat(waits)
        .extracting(Duration::toMillis)
        .containsExactly(200L, 400L, 800L, 1600L, 3200L);
    run.fail("a", ErrorCategory.TRANSIENT);
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().error().category()).isEqualTo(ErrorCategory.RESOURCE);
    assertThat(run.snapshot.run().error().message()).contains("given up after attempt 6");
  }

  @Test
  void lossesAndFailuresAreCountedApart() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("a").retry(1, "1s")));
    for (ErrorCategory category :
        List.of(ErrorCategory.TRANSIENT, ErrorCategory.USER, ErrorCategory.TRANSIENT)) {
      run.fail("a", category);
      run.retry("a");
    }
    assertThat(run.task("a").losses()).isEqualTo(2);
    assertThat(run.task("a").failures()).isEqualTo(1);
    assertThat(run.task("a").attempt()).isEqualTo(4);
    assertThat(run.succeed("a").state()).isEqualTo(SUCCEEDED);
  }

  private static RunEvent succeeded(String task, int attempt) {
    return new RunEvent.AttemptSucceeded(
        task, attempt, Values.NONE, List.of(), AttemptFigures.NONE);
  }

  @Test
  void onlyTheCurrentAttemptOfARunningTaskCountsWhateverIsSent() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a").retry(3, "1s");
                  root.task("b").after("a");
                  root.graph("g", inner -> inner.task("x"));
                }));
    run.fail("a", ErrorCategory.USER);
    run.retry("a");
    RunSnapshot before = run.snapshot;
    for (int attempt : List.of(-1, 0, 1, 3, Integer.MAX_VALUE)) {
      run.ignores(succeeded("a", attempt));
      run.ignores(RunDriver.failed("a", attempt, ErrorCategory.USER));
      run.ignores(new RunEvent.RetryDue("a", attempt));
    }
    for (String task : List.of("b", "nobody", "", "g/y", "/", "a/b")) {
      run.ignores(succeeded(task, 0));
      run.ignores(succeeded(task, 1));
      run.ignores(RunDriver.failed(task, 1, ErrorCategory.USER));
      run.ignores(new RunEvent.RetryDue(task, 0));
    }
    run.ignores(new RunEvent.Started());
    assertThat(run.snapshot).isSameAs(before);
  }

  @Test
  void nobodyButItsTasksEndsAGraph() {
    var run = RunDriver.start(PipelineText.with(root -> root.graph("g", in -> in.task("x"))));
    run.ignores(succeeded("g", 1));
    run.ignores(RunDriver.failed("g", 1, ErrorCategory.USER));
    assertThat(run.succeed("g/x").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aRepeatedCompletionAndOneAfterTheEndAreIgnored() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b");
                }));
    run.succeed("a");
    run.ignores(succeeded("a", 1));
    run.ignores(RunDriver.failed("a", 1, ErrorCategory.USER));
    run.succeed("b");
    run.ignores(succeeded("b", 1));
    run.ignores(new RunEvent.Poisoned(new TaskError("X", ErrorCategory.USER, "", null)));
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aPoisonedRunEndsAtOnceAndGivesItsCallsUp() {
    var run = RunDriver.start(ONE);
    var error = new TaskError("INTERNAL", ErrorCategory.INTERNAL, "a rule broke", null);
    var change = (Decision.Change) run.decide(new RunEvent.Poisoned(error));
    assertThat(change.commands()).containsExactly(new Command.Cancel("a", 1));
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().error()).isEqualTo(error);
    assertThat(run.state("a")).isEqualTo(CANCELED);
    run.ignores(succeeded("a", 1));
  }

  @Test
  void anOutputParameterThatIsMissingOrOfTheWrongTypeFailsTheTask() {
    PipelineText text =
        PipelineText.with(root -> root.task("a").outputParameter("n", "NUMBER_INTEGER"));
    var missing = RunDriver.start(text).succeed("a");
    assertThat(missing.task("a").error())
        .isEqualTo(
            new TaskError(
                "BAD_OUTPUT",
                ErrorCategory.USER,
                "output n: expected NUMBER_INTEGER, got nothing",
                null));
    var wrong = RunDriver.start(text).succeed("a", "n", 1.5);
    assertThat(wrong.task("a").error().message()).endsWith("got 1.5");
    assertThat(wrong.state()).isEqualTo(FAILED);
    var retried =
        RunDriver.start(
                PipelineText.with(
                    root -> root.task("a").outputParameter("n", "STRING").retry(1, "1s")))
            .succeed("a");
    assertThat(retried.state("a")).isEqualTo(PENDING);
  }

  @Test
  void aLongWrongOutputIsShownInPart() {
    PipelineText text = PipelineText.with(root -> root.task("a").outputParameter("n", "BOOLEAN"));
    var run = RunDriver.start(text).succeed("a", "n", "x".repeat(1 << 20));
    assertThat(run.task("a").error().message()).hasSizeLessThan(200);
  }

  @Test
  void outputsThatAreNotDeclaredAreDropped() {
    var run = RunDriver.start(ONE);
    run.succeed("a", new Values(Map.of("extra", 1L), artifacts("extra").artifacts()));
    assertThat(run.task("a").outputs()).isEqualTo(Values.NONE);
  }

  @Test
  void anInputThatCannotBeHadFailsTheTaskBeforeAnythingIsCalled() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a").outputArtifact("table");
                  root.task("b").artifact("in", taskArtifact("a", "table"));
                }));
    run.succeed("a");
    assertThat(run.state("b")).isEqualTo(FAILED);
    assertThat(run.task("b").error().message()).isEqualTo("input in: has no artifact");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().errorTask()).isEqualTo("b");
    assertThat(run.lineage).extracting(TaskLineage::task).containsExactly("a");
  }

  @Test
  void aConditionThatCannotBeEvaluatedFailsItsTask() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.parameter("n", "STRING");
                  root.task("a")
                      .give("n", graphParameter("n"))
                      .when("int(inputs.parameter_values['n']) == 3");
                }),
            "n",
            "three");
    assertThat(run.task("a").error().message()).contains("condition").contains("not a number");
    assertThat(run.state()).isEqualTo(FAILED);
  }

  @Test
  void aRunInWhichEverythingIsSkippedSucceedsAtOnce() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.parameter("go", "BOOLEAN");
                  onlyIf(root.task("a"));
                }),
            "go",
            false);
    assertThat(run.state()).isEqualTo(SUCCEEDED);
    assertThat(run.commands).isEmpty();
  }

  @Test
  void metricsAndFiguresOfTheAttemptAreKept() {
    var run = RunDriver.start(ONE);
    var figures = new AttemptFigures(true, new Timings(1, 2, 3));
    var metrics = List.of(new MetricValue("accuracy", 0.9, 0));
    run.decide(new RunEvent.AttemptSucceeded("a", 1, Values.NONE, metrics, figures));
    assertThat(run.task("a").figures()).isEqualTo(figures);
    assertThat(run.lineage.getFirst().metrics()).isEqualTo(metrics);
  }

  @Test
  void theSameSnapshotEventAndTimeGiveTheSameDecision() {
    var run = RunDriver.start(ONE);
    Instant now = run.now;
    assertThat(RunDecider.decide(run.snapshot, succeeded("a", 1), now))
        .isEqualTo(RunDecider.decide(run.snapshot, succeeded("a", 1), now));
  }

  @Test
  void theTrainingPipelineDeploysOnlyAModelThatIsGoodEnough() {
    assertThat(trained(0.97).ordered()).containsExactly("condition-1/register-model");
    assertThat(trained(0.97).state("condition-1/deploy-model")).isEqualTo(PENDING);
    RunDriver poor = trained(0.5);
    assertThat(poor.state("condition-1")).isEqualTo(SKIPPED);
    assertThat(poor.state()).isEqualTo(SUCCEEDED);
  }

  private static RunDriver trained(double score) {
    var run =
        RunDriver.start(
            PipelineParser.parse(TrainAndDeploy.document()),
            PipelineText.members(
                "dataset_uri",
                "s3://b/k",
                "model_name",
                "m",
                "threshold",
                0.85,
                "epochs",
                5L,
                "label_column",
                "target",
                "max_depth",
                3L,
                "seed",
                1L,
                "test_fraction",
                0.25));
    run.succeed("importer", artifacts("artifact"));
    run.succeed(
        "load-and-validate", values("table", "rows", 9L, "features", 3L, "classes", List.of("a")));
    run.succeed("preprocess-and-split", artifacts("train", "test", "preprocessor"));
    run.succeed("train-decision-tree", artifacts("model"));
    run.succeed("evaluate-2", values("metrics", "accuracy", score, "f1", score));
    run.succeed("train-logistic-regression", artifacts("model"));
    run.succeed("evaluate", values("metrics", "accuracy", 0.1, "f1", 0.1));
    return run.succeed(
        "select-best", values("model", "score", score, "selected", "tree", "reason", "better"));
  }

  private static Values values(String artifact, Object... parameters) {
    return new Values(PipelineText.members(parameters), artifacts(artifact).artifacts());
  }
}
