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

import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks that run however others ended. */
class ExitHandlersTest {
  private static final String JOB = "test-00000000-0000-0001-0000-000000000002";

  private static final PipelineText GUARDED =
      PipelineText.with(
          root -> {
            root.graph(
                "exit-handler-1",
                inner -> {
                  inner.task("x");
                  inner.task("y").after("x");
                });
            root.task("tell")
                .parameter("status", "TASK_FINAL_STATUS", finalStatus("exit-handler-1"))
                .afterAll("exit-handler-1");
          });

  @Test
  void anExitTaskWaitsForTheEndAndHearsThatItWasGood() {
    var run = RunDriver.start(GUARDED).succeed("exit-handler-1/x");
    assertThat(run.state("tell")).isEqualTo(PENDING);
    run.succeed("exit-handler-1/y");
    assertThat(run.parameters("tell"))
        .isEqualTo(
            Map.of(
                "status",
                Map.of(
                    "state",
                    "COMPLETE",
                    "pipelineJobResourceName",
                    JOB,
                    "pipelineTaskName",
                    "exit-handler-1")));
    assertThat(run.succeed("tell").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void anExitTaskHearsOfTheFailureAndTheRunFailsAllTheSame() {
    var run = RunDriver.start(GUARDED).fail("exit-handler-1/x");
    assertThat(run.state("exit-handler-1/y")).isEqualTo(SKIPPED);
    assertThat(run.parameters("tell"))
        .isEqualTo(
            Map.of(
                "status",
                Map.of(
                    "state",
                    "FAILED",
                    "error",
                    Map.of("code", 9L, "message", "task exit-handler-1/x failed: why"),
                    "pipelineJobResourceName",
                    JOB,
                    "pipelineTaskName",
                    "exit-handler-1")));
    assertThat(run.state()).isEqualTo(RUNNING);
    run.succeed("tell");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().errorTask()).isEqualTo("exit-handler-1/x");
  }

  @Test
  void aPipelineCanBeAnExitTask() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.graph("exit-handler-1", inner -> inner.task("x"));
                  root.graph(
                          "clean-up",
                          inner -> {
                            inner.parameter("status", "TASK_FINAL_STATUS");
                            inner
                                .task("a")
                                .parameter("s", "TASK_FINAL_STATUS", graphParameter("status"));
                            inner.task("b").after("a");
                          })
                      .parameter("status", "TASK_FINAL_STATUS", finalStatus("exit-handler-1"))
                      .afterAll("exit-handler-1");
                }));
    run.fail("exit-handler-1/x");
    assertThat(stateOf(run.parameters("clean-up/a").get("s"))).isEqualTo("FAILED");
    assertThat(run.succeed("clean-up/a").succeed("clean-up/b").state()).isEqualTo(FAILED);
  }

  @Test
  void aFailedExitTaskFailsTheRun() {
    var run = RunDriver.start(GUARDED);
    run.succeed("exit-handler-1/x").succeed("exit-handler-1/y").fail("tell");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().errorTask()).isEqualTo("tell");
  }

  @Test
  void noExitTaskStartsWhileTheRunIsBeingCanceled() {
    var run = RunDriver.start(GUARDED).does(new RunEvent.CancelRequested());
    assertThat(run.state("tell")).isEqualTo(CANCELED);
    run.succeed("exit-handler-1/x");
    assertThat(run.state()).isEqualTo(CANCELED);
    assertThat(run.ordered()).isEmpty();
  }

  @Test
  void aTaskThatIgnoresFailuresTakesItsDefaultsInPlaceOfWhatIsMissing() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a").outputParameter("out", "STRING");
                  root.task("b")
                      .optional("in", "STRING", "nothing")
                      .give("in", taskParameter("a", "out"))
                      .afterAll("a");
                  root.task("c").after("b");
                }));
    run.fail("a");
    assertThat(run.parameters("b")).isEqualTo(Map.of("in", "nothing"));
    assertThat(run.succeed("b").succeed("c").state()).isEqualTo(FAILED);
  }

  @Test
  void aTaskThatIgnoresFailuresButNeedsTheOutputFailsByName() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a").outputParameter("out", "STRING");
                  root.task("b").parameter("in", "STRING", taskParameter("a", "out")).afterAll();
                }));
    run.fail("a");
    assertThat(run.task("b").error().message()).isEqualTo("input in: has no value");
  }

  @Test
  void aTaskThatWaitsForAnExitTaskOfASkippedOneRuns() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("first");
                  root.task("maybe")
                      .give("n", PipelineText.constant(1))
                      .when("inputs.parameter_values['n'] == 2")
                      .after("first");
                  root.task("always")
                      .parameter("s", "TASK_FINAL_STATUS", finalStatus("maybe"))
                      .afterAll("maybe");
                }));
    run.succeed("first");
    assertThat(stateOf(run.parameters("always").get("s"))).isEqualTo("SKIPPED");
    assertThat(run.succeed("always").state()).isEqualTo(SUCCEEDED);
  }

  private static Object stateOf(Object status) {
    return ((Map<?, ?>) status).get("state");
  }
}
