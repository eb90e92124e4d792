package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.CANCELED;
import static dev.zeroflow.scheduler.run.RuntimeState.CANCELING;
import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.PipelineText;
import org.junit.jupiter.api.Test;

/** Ending a run before it ends by itself. */
class CancelTest {
  private static final RunEvent CANCEL = new RunEvent.CancelRequested();
  private static final PipelineText TWO =
      PipelineText.with(
          root -> {
            root.task("a").retry(3, "10s");
            root.task("b").after("a");
          });

  @Test
  void aRunThatHasNotStartedIsCanceledAtOnce() {
    var run = RunDriver.submitted(TWO, RunOptions.DEFAULT).does(CANCEL);
    assertThat(run.state()).isEqualTo(CANCELED);
    assertThat(run.ignores(new RunEvent.Started())).isEqualTo("the run has ended CANCELED");
  }

  @Test
  void aRunThatIsPausedBeforeItStartedIsCanceledAtOnce() {
    var run =
        RunDriver.submitted(TWO, RunOptions.DEFAULT)
            .does(new RunEvent.PauseRequested())
            .does(CANCEL);
    assertThat(run.state()).isEqualTo(CANCELED);
  }

  @Test
  void callsAreGivenUpAndTheRunEndsWhenTheLastIsBack() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.graph("g", inner -> inner.task("x")).forEach("i", "STRING", "1", "2");
                  root.task("b").after("a");
                }));
    run.does(CANCEL);
    assertThat(run.state()).isEqualTo(CANCELING);
    assertThat(run.state("a")).isEqualTo(CANCELING);
    assertThat(run.state("g")).isEqualTo(CANCELING);
    assertThat(run.state("g/0")).isEqualTo(CANCELING);
    assertThat(run.state("b")).isEqualTo(CANCELED);
    assertThat(run.commands)
        .filteredOn(Command.Cancel.class::isInstance)
        .containsExactlyInAnyOrder(
            new Command.Cancel("a", 1),
            new Command.Cancel("g/0/x", 1),
            new Command.Cancel("g/1/x", 1));
    run.fail("g/0/x").succeed("g/1/x");
    assertThat(run.state("g")).isEqualTo(CANCELED);
    assertThat(run.state("g/1/x")).isEqualTo(CANCELED);
    assertThat(run.state()).isEqualTo(CANCELING);
    run.fail("a", ErrorCategory.TRANSIENT);
    assertThat(run.state()).isEqualTo(CANCELED);
    assertThat(run.snapshot.run().error()).isNull();
  }

  @Test
  void whatHadEndedBeforeStaysAsItWas() {
    var run = RunDriver.start(TWO).succeed("a").does(CANCEL);
    run.fail("b");
    assertThat(run.state("a")).isEqualTo(SUCCEEDED);
    assertThat(run.state("b")).isEqualTo(CANCELED);
    assertThat(run.lineage).extracting(TaskLineage::state).containsExactly(SUCCEEDED, CANCELED);
  }

  @Test
  void aFailureBeforeTheCancellationDoesNotMakeTheRunFailed() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b");
                }));
    run.fail("a").does(CANCEL).fail("b");
    assertThat(run.state("a")).isEqualTo(FAILED);
    assertThat(run.state()).isEqualTo(CANCELED);
  }

  @Test
  void aTaskThatWaitsForItsRetryIsCanceledAtOnce() {
    var run = RunDriver.start(TWO).fail("a").does(CANCEL);
    assertThat(run.state()).isEqualTo(CANCELED);
    run.ignores(new RunEvent.RetryDue("a", 1));
  }

  @Test
  void aTaskThatWaitsForItsSlotIsCanceledAtOnceAndTheSlotComesTooLate() {
    var run = RunDriver.submitted(TWO, RunOptions.DEFAULT);
    run.grants = false;
    run.start().does(CANCEL);
    assertThat(run.state()).isEqualTo(CANCELED);
    run.ignores(new RunEvent.SlotGranted("a"));
  }

  @Test
  void aGraphThatWaitsForItsRetryIsCanceledWithTheRun() {
    var run =
        RunDriver.start(
            PipelineText.with(root -> root.graph("g", in -> in.task("x")).retry(1, "9s")));
    run.fail("g/x").does(CANCEL);
    assertThat(run.state("g")).isEqualTo(CANCELED);
    assertThat(run.state()).isEqualTo(CANCELED);
  }

  @Test
  void cancelingIsRefusedWhenItIsUnderWayOrTooLate() {
    var run = RunDriver.start(TWO).does(CANCEL);
    assertThat(run.ignores(CANCEL)).isEqualTo("the run is being canceled already");
    assertThat(run.ignores(new RunEvent.PauseRequested()))
        .isEqualTo("a run that is CANCELING cannot be paused");
    assertThat(run.ignores(new RunEvent.ResumeRequested()))
        .isEqualTo("a run that is CANCELING cannot be resumed");
    assertThat(run.ignores(new RunEvent.RerunRequested()))
        .isEqualTo(
            "only a run that has failed or was canceled can be run again; this one is CANCELING");
    run.fail("a");
    assertThat(run.ignores(CANCEL)).isEqualTo("the run has ended CANCELED");
  }

  @Test
  void aRunThatIsBeingCanceledIsEndedByItsNextScheduler() {
    var run = RunDriver.start(TWO).does(CANCEL).takeOver();
    assertThat(run.state()).isEqualTo(CANCELED);
    assertThat(run.state("a")).isEqualTo(CANCELED);
  }

  @Test
  void aDefectWhileTheRunIsBeingCanceledEndsItFailed() {
    var run = RunDriver.start(TWO).does(CANCEL);
    run.does(new RunEvent.Poisoned(new TaskError("X", ErrorCategory.INTERNAL, "why", null)));
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.state("a")).isEqualTo(CANCELED);
  }
}
