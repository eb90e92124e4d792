package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.CANCELED;
import static dev.zeroflow.scheduler.run.RuntimeState.CANCELING;
import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The time that a pipeline gives its runs. */
class RunTimeoutTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static RunDriver start() {
    PipelineSpec text =
        PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b").after("a");
                })
            .parse();
    return RunDriver.start(new PipelineSpec("test", text.root(), HOUR, List.of()), Map.of());
  }

  private static RunDriver passed(RunDriver run) {
    run.now = run.snapshot.run().deadlineAt().minusSeconds(1);
    return run.does(new RunEvent.DeadlinePassed());
  }

  @Test
  void aRunThatTakesTooLongGivesItsCallsUpAndFails() {
    var run = start();
    Instant deadline = run.now.plus(HOUR);
    assertThat(run.commands).contains(new Command.DeadlineAt(deadline));
    passed(run);
    assertThat(run.state()).isEqualTo(CANCELING);
    assertThat(run.commands).contains(new Command.Cancel("a", 1));
    assertThat(run.state("b")).isEqualTo(CANCELED);
    run.fail("a");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().error().code()).isEqualTo("RUN_TIMED_OUT");
    assertThat(run.snapshot.run().error().message()).isEqualTo("the run took longer than PT1H");
  }

  @Test
  void aTimerThatIsEarlyIsSetAgain() {
    var run = start();
    Instant deadline = run.snapshot.run().deadlineAt();
    run.commands.clear();
    run.now = deadline.minusMillis(1001);
    run.does(new RunEvent.DeadlinePassed());
    assertThat(run.state()).isEqualTo(RUNNING);
    assertThat(run.commands).containsExactly(new Command.DeadlineAt(deadline));
  }

  @Test
  void aRunThatIsBeingCanceledHasNoTimeLimitAndEndsCanceled() {
    var run = start().does(new RunEvent.CancelRequested());
    run.now = run.now.plus(HOUR);
    run.ignores(new RunEvent.DeadlinePassed());
    assertThat(run.fail("a").state()).isEqualTo(CANCELED);
  }

  @Test
  void theTimeGoesOnWhileTheRunIsPaused() {
    var run = passed(start().does(new RunEvent.PauseRequested()));
    assertThat(run.fail("a").state()).isEqualTo(FAILED);
  }

  @Test
  void aRunThatIsExecutedAgainHasItsWholeTimeAgain() {
    var run = passed(start()).fail("a");
    run.now = run.now.plus(HOUR);
    run.commands.clear();
    run.does(new RunEvent.RerunRequested());
    assertThat(run.snapshot.run().deadlineAt()).isEqualTo(run.now.plus(HOUR));
    assertThat(run.commands).contains(new Command.DeadlineAt(run.now.plus(HOUR)));
    run.commands.removeIf(Command.DeadlineAt.class::isInstance);
    run.does(new RunEvent.DeadlinePassed());
    assertThat(run.state()).isEqualTo(RUNNING);
  }

  @Test
  void whoeverTakesTheRunOverSetsTheTimerAgain() {
    var run = start();
    Instant deadline = run.snapshot.run().deadlineAt();
    assertThat(run.takeOver().commands).contains(new Command.DeadlineAt(deadline));
  }
}
