package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.PENDING;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run whose scheduler is gone. */
class TakeOverTest {
  private static final PipelineText ALL =
      PipelineText.with(
          root -> {
            root.task("called");
            root.task("waits").retry(1, "10s");
            root.task("queued");
            root.importer("load").parameter("uri", "STRING", constant("s3://b/k"));
            root.task("behind").after("called");
          });

  @Test
  void callsCountAsLostAndEverythingElseIsOrderedAgain() {
    var run = RunDriver.submitted(ALL, RunOptions.DEFAULT);
    run.grants = false;
    run.start().does(new RunEvent.SlotGranted("called")).does(new RunEvent.SlotGranted("waits"));
    run.fail("waits");
    Instant due = run.task("waits").dueAt();
    run.takeOver();
    assertThat(run.commands)
        .containsExactlyInAnyOrder(
            new Command.WakeAt("called", 1, run.now),
            new Command.WakeAt("waits", 1, due),
            new Command.Enqueue("queued"),
            new Command.Import("load", 1));
    assertThat(run.task("called").error().code()).isEqualTo("ATTEMPT_LOST");
    assertThat(run.state("called")).isEqualTo(PENDING);
    assertThat(run.task("called").losses()).isEqualTo(1);
  }

  @Test
  void theNextAttemptIsMadeAtOnceAndTheLostOneCountsNoMore() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("a"))).takeOver();
    Instant taken = run.now;
    run.ignores(new RunEvent.AttemptSucceeded("a", 1, Values.NONE, List.of(), AttemptFigures.NONE));
    assertThat(run.task("a").dueAt()).isEqualTo(taken);
    run.retry("a");
    assertThat(run.task("a").attempt()).isEqualTo(2);
    assertThat(run.succeed("a").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void anAttemptThatIsLostTooOftenFailsItsTask() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("a")));
    for (int i = 0; i < Attempts.MAX_TAKEOVERS; i++) {
      run.takeOver().retry("a");
    }
    run.takeOver();
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().error().message())
        .startsWith("given up after attempt 21, which was lost");
  }

  @Test
  void graphsAndLoopsGoOnWhereTheyWere() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root ->
                    root.graph(
                            "loop",
                            inner -> {
                              inner.task("x");
                              inner.task("y").after("x");
                            })
                        .forEach("i", "STRING", "a", "b")
                        .retry(1, "10s")));
    run.succeed("loop/0/x").fail("loop/1/x").takeOver();
    run.retry("loop/0/y");
    run.succeed("loop/0/y").takeOver();
    assertThat(run.state("loop")).isEqualTo(PENDING);
    run.retry("loop");
    run.succeed("loop/1/x").succeed("loop/1/y");
    assertThat(run.state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void attemptsThatOutliveTheirSchedulerGoOnUnderTheirNumber() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("job");
                  root.task("call");
                }));
    run.takeOver(Set.of("job"));
    assertThat(run.commands)
        .containsExactlyInAnyOrder(
            new Command.Attach("job", 1), new Command.WakeAt("call", 1, run.now));
    assertThat(run.state("job")).isEqualTo(RuntimeState.RUNNING);
    assertThat(run.task("job").losses()).isZero();
    run.takeOver(Set.of("job")).succeed("job");
    assertThat(run.task("job").attempt()).isEqualTo(1);
    assertThat(run.state("job")).isEqualTo(SUCCEEDED);
  }

  @Test
  void anAttemptThatDidNotOutliveItsSchedulerIsMadeAgain() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("job")));
    run.takeOver(Set.of("job")).does(new RunEvent.AttemptLost("job", 1));
    assertThat(run.task("job").error().code()).isEqualTo("ATTEMPT_LOST");
    run.ignores(new RunEvent.AttemptLost("job", 1));
    run.retry("job");
    assertThat(run.task("job").attempt()).isEqualTo(2);
    run.ignores(new RunEvent.AttemptLost("job", 1));
    assertThat(run.succeed("job").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void whatWasBeingGivenUpIsGivenUpAgain() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("job")));
    run.does(new RunEvent.CancelRequested()).takeOver(Set.of("job"));
    assertThat(run.commands).containsExactly(new Command.Cancel("job", 1));
    assertThat(run.state()).isEqualTo(RuntimeState.CANCELED);
  }

  @Test
  void aRunThatHasEndedIsLeftAlone() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("a"))).succeed("a");
    run.ignores(new RunEvent.TakenOver(Set.of()));
  }
}
