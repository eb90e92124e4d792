package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.CANCELED;
import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.PENDING;
import static dev.zeroflow.scheduler.run.RuntimeState.RUNNING;
import static dev.zeroflow.scheduler.run.RuntimeState.SKIPPED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.finalStatus;
import static dev.zeroflow.scheduler.spec.PipelineText.graphParameter;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Executing a run again from where it failed. */
class RerunTest {
  private static final RunEvent RERUN = new RunEvent.RerunRequested();
  private static final RunEvent CANCEL = new RunEvent.CancelRequested();

  private static final PipelineText DIAMOND =
      PipelineText.with(
          root -> {
            root.task("a").outputParameter("n", "NUMBER_INTEGER");
            root.task("good").after("a");
            root.task("bad").parameter("n", "NUMBER_INTEGER", taskParameter("a", "n"));
            root.task("behind").after("bad");
            root.task("exit")
                .parameter("s", "TASK_FINAL_STATUS", finalStatus("bad"))
                .afterAll("bad");
          });

  private static RunDriver failed() {
    var run = RunDriver.start(DIAMOND).succeed("a", "n", 3L).succeed("good").fail("bad");
    return run.succeed("exit");
  }

  @Test
  void whatSucceededIsKeptAndTheFailedTaskAndAllBehindItRunAgain() {
    var run = failed();
    assertThat(run.state()).isEqualTo(FAILED);
    Task good = run.task("good");
    Task a = run.task("a");
    run.does(RERUN);
    assertThat(run.state()).isEqualTo(RUNNING);
    assertThat(run.snapshot.run().error()).isNull();
    assertThat(run.snapshot.run().errorTask()).isNull();
    assertThat(run.snapshot.run().finishedAt()).isNull();
    assertThat(run.task("good")).isEqualTo(good);
    assertThat(run.task("a")).isEqualTo(a);
    assertThat(run.ordered()).containsExactly("bad");
    assertThat(run.task("bad").attempt()).isEqualTo(2);
    assertThat(run.parameters("bad")).isEqualTo(Map.of("n", 3L));
    assertThat(run.state("behind")).isEqualTo(PENDING);
    assertThat(run.state("exit")).isEqualTo(PENDING);
    run.succeed("bad");
    assertThat(run.ordered()).containsExactlyInAnyOrder("behind", "exit");
    assertThat(((Map<?, ?>) run.parameters("exit").get("s")).get("state")).isEqualTo("COMPLETE");
    run.succeed("behind").succeed("exit");
    assertThat(run.state()).isEqualTo(SUCCEEDED);
    assertThat(run.task("exit").attempt()).isEqualTo(2);
  }

  @Test
  void aLateResultOfAnEarlierExecutionIsNotTakenForThisOne() {
    var run = failed().does(RERUN);
    run.ignores(
        new RunEvent.AttemptSucceeded("bad", 1, Values.NONE, List.of(), AttemptFigures.NONE));
  }

  @Test
  void aRunCanBeExecutedAgainAndAgain() {
    var run = failed();
    for (int i = 2; i < 5; i++) {
      run.does(RERUN);
      assertThat(run.task("bad").attempt()).isEqualTo(i);
      run.fail("bad").succeed("exit");
      assertThat(run.state()).isEqualTo(FAILED);
    }
    assertThat(run.snapshot.run().errorTask()).isEqualTo("bad");
  }

  @Test
  void retriesAreThereAgain() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("a").retry(1, "1s"))).fail("a");
    run.retry("a");
    run.fail("a").does(RERUN).fail("a");
    assertThat(run.state("a")).isEqualTo(PENDING);
    assertThat(run.task("a").attempt()).isEqualTo(3);
  }

  private static final PipelineText LOOP =
      PipelineText.with(
          root -> {
            root.graph(
                    "loop",
                    inner -> {
                      inner.parameter("i", "NUMBER_INTEGER");
                      inner
                          .task("x")
                          .parameter("i", "NUMBER_INTEGER", graphParameter("i"))
                          .outputParameter("n", "NUMBER_INTEGER");
                      inner.task("y").after("x");
                      inner.outputParameter("n", "NUMBER_INTEGER", "n", "x");
                    })
                .forEach("i", "NUMBER_INTEGER", 1, 2, 3)
                .parallelism(2);
            root.task("sum").parameter("all", "LIST", taskParameter("loop", "n"));
          });

  @Test
  void ofALoopOnlyFailedIterationsRunAgainWhereTheyFailedWithinTheLimit() {
    var run = RunDriver.start(LOOP);
    run.succeed("loop/0/x", "n", 10L).fail("loop/0/y");
    run.fail("loop/1/x");
    run.fail("loop/2/x");
    assertThat(run.state()).isEqualTo(FAILED);
    run.does(RERUN);
    assertThat(run.state("loop")).isEqualTo(RUNNING);
    assertThat(run.ordered()).containsExactly("loop/0/y", "loop/1/x");
    assertThat(run.state("loop/2")).isEqualTo(PENDING);
    run.succeed("loop/0/y").succeed("loop/1/x", "n", 20L);
    assertThat(run.ordered()).containsExactly("loop/2/x", "loop/1/y");
    assertThat(run.parameters("loop/2/x")).isEqualTo(Map.of("i", 3L));
    run.succeed("loop/2/x", "n", 30L).succeed("loop/2/y").succeed("loop/1/y");
    assertThat(run.parameters("sum")).isEqualTo(Map.of("all", List.of(10L, 20L, 30L)));
    assertThat(run.task("loop/0/x").attempt()).isEqualTo(1);
  }

  @Test
  void theLimitOfALoopHoldsForOpenedIterationsAfterATakeoverToo() {
    var run = RunDriver.start(LOOP);
    run.fail("loop/0/x").fail("loop/1/x").fail("loop/2/x").does(RERUN).takeOver();
    assertThat(run.state("loop/2")).isEqualTo(PENDING);
    run.retry("loop/0/x");
    run.fail("loop/0/x");
    assertThat(run.ordered()).containsExactly("loop/2/x");
    run.does(CANCEL).fail("loop/2/x").does(RERUN);
    assertThat(run.ordered()).containsExactly("loop/0/x", "loop/1/x");
  }

  @Test
  void insideGraphsOnlyTheFailedPartRunsAgain() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.graph(
                      "g",
                      inner -> {
                        inner.task("x");
                        inner.graph("deep", deep -> deep.task("y")).after("x");
                        inner.graph("kept", kept -> kept.task("z")).after("x");
                      });
                  root.graph("after", inner -> inner.task("w")).after("g");
                }));
    run.succeed("g/x").succeed("g/kept/z").fail("g/deep/y");
    assertThat(run.state("after")).isEqualTo(SKIPPED);
    run.does(RERUN);
    assertThat(run.state("g")).isEqualTo(RUNNING);
    assertThat(run.state("g/deep")).isEqualTo(RUNNING);
    assertThat(run.state("g/kept")).isEqualTo(SUCCEEDED);
    assertThat(run.ordered()).containsExactly("g/deep/y");
    run.succeed("g/deep/y").succeed("after/w");
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aGraphBehindTheFailedTaskIsExecutedAsAWhole() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("bad");
                  root.graph(
                          "always",
                          inner -> {
                            inner.task("x");
                            inner.task("y").after("x");
                          })
                      .afterAll("bad");
                }));
    run.fail("bad").succeed("always/x").succeed("always/y").does(RERUN);
    assertThat(run.state("always")).isEqualTo(PENDING);
    run.succeed("bad");
    assertThat(run.ordered()).containsExactly("always/x");
    assertThat(run.task("always/x").attempt()).isEqualTo(2);
    run.succeed("always/x").succeed("always/y");
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aLoopThatHasFewerItemsThanBeforeForgetsTheOthers() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("list").outputParameter("l", "LIST");
                  root.task("bad").after("list");
                  root.task("again").outputParameter("l", "LIST").afterAll("bad");
                  root.task("x")
                      .parameter("l", "LIST", taskParameter("again", "l"))
                      .outputParameter("n", "STRING")
                      .forEachOf("l", "item", "STRING");
                }));
    run.succeed("list", "l", List.of()).fail("bad").succeed("again", "l", List.of("a", "b", "c"));
    run.succeed("x/0", "n", "A").succeed("x/1", "n", "B").succeed("x/2", "n", "C");
    run.does(RERUN).succeed("bad").succeed("again", "l", List.of("d"));
    assertThat(run.ordered()).containsExactly("x/0");
    assertThat(run.parameters("x/0")).isEqualTo(Map.of("item", "d"));
    assertThat(run.state("x/2")).isEqualTo(SKIPPED);
    run.succeed("x/0", "n", "D");
    assertThat(run.output("x", "n")).isEqualTo(List.of("D"));
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aTaskThatFailedBeforeItBeganIsLookedAtAnew() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a").outputParameter("l", "STRING");
                  root.task("loop")
                      .parameter("l", "STRING", taskParameter("a", "l"))
                      .forEachOf("l", "item", "STRING");
                }));
    run.succeed("a", "l", "no list").does(RERUN);
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.task("loop").error().code()).isEqualTo("BAD_ITEMS");
    assertThat(run.task("loop").attempt()).isZero();
  }

  /** A graph that had begun, and then did not because what it needs was missing the second time. */
  @Test
  void whatBeganOnlyInAnEarlierExecutionIsNeitherNamedNorOpened() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("bad");
                  root.task("maker").outputArtifact("made").afterAll("bad");
                  root.graph(
                          "g",
                          inner -> {
                            inner.artifact("in");
                            inner.task("x").artifact("in", PipelineText.graphArtifact("in"));
                          })
                      .artifact("in", PipelineText.taskArtifact("maker", "made"));
                }));
    run.fail("bad").succeed("maker", RunDeciderTest.artifacts("made")).fail("g/x");
    run.does(RERUN).succeed("bad").succeed("maker");
    assertThat(run.task("g").error().message()).isEqualTo("input in: has no artifact");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().errorTask()).isEqualTo("g");
    run.does(RERUN);
    assertThat(run.state("g")).isEqualTo(FAILED);
    assertThat(run.state()).isEqualTo(FAILED);
  }

  @Test
  void aCanceledRunGoesOnWhereItWas() {
    var run = RunDriver.start(DIAMOND).succeed("a", "n", 3L).does(CANCEL);
    run.fail("good").fail("bad");
    assertThat(run.state()).isEqualTo(CANCELED);
    run.does(RERUN);
    assertThat(run.ordered()).containsExactlyInAnyOrder("good", "bad");
    run.succeed("good").succeed("bad").succeed("behind").succeed("exit");
    assertThat(run.state()).isEqualTo(SUCCEEDED);
    assertThat(run.task("a").attempt()).isEqualTo(1);
  }

  @Test
  void aRunThatWasCanceledBeforeItStartedStarts() {
    var run = RunDriver.submitted(DIAMOND, RunOptions.DEFAULT).does(CANCEL).does(RERUN);
    assertThat(run.ordered()).containsExactly("a");
    assertThat(run.snapshot.run().startedAt()).isEqualTo(run.now);
  }

  @Test
  void aRunThatADefectEndedGoesOnToo() {
    var run = RunDriver.start(LOOP).succeed("loop/0/x", "n", 1L);
    run.does(new RunEvent.Poisoned(new TaskError("X", ErrorCategory.INTERNAL, "why", null)));
    run.commands.clear();
    run.does(RERUN);
    assertThat(run.ordered()).containsExactly("loop/0/y", "loop/1/x");
  }

  @Test
  void aRunThatWasEndedWithOpenTasksGoesOnToo() {
    var run = RunDriver.start(LOOP).succeed("loop/0/x", "n", 1L);
    run.commands.clear();
    Run ended = run.snapshot.run().ended(FAILED, run.now, null, null);
    run.snapshot = RunSnapshot.of(ended, run.snapshot.pipeline(), run.snapshot.tasks().values());
    run.log.clear();
    var change = (Decision.Change) RunDecider.decide(run.snapshot, RERUN, run.now);
    assertThat(change.next().run().state()).isEqualTo(RUNNING);
    SnapshotChecks.check(change.next());
    assertThat(change.commands())
        .containsExactly(new Command.Enqueue("loop/0/y"), new Command.Enqueue("loop/1/x"));
  }

  @Test
  void aRunThatIsUnderWayOrWellIsNotExecutedAgain() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("a")));
    String reason = "only a run that has failed or was canceled can be run again; this one is ";
    assertThat(run.ignores(RERUN)).isEqualTo(reason + "RUNNING");
    run.succeed("a");
    assertThat(run.ignores(RERUN)).isEqualTo(reason + "SUCCEEDED");
  }
}
