package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.PAUSED;
import static dev.zeroflow.scheduler.run.RuntimeState.PENDING;
import static dev.zeroflow.scheduler.run.RuntimeState.RUNNING;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.scheduler.spec.PipelineText;
import org.junit.jupiter.api.Test;

/** A run that starts nothing for a while, and the priority of one that does. */
class PauseTest {
  private static final RunEvent PAUSE = new RunEvent.PauseRequested();
  private static final RunEvent RESUME = new RunEvent.ResumeRequested();
  private static final PipelineText TWO =
      PipelineText.with(
          root -> {
            root.task("a").retry(1, "10s");
            root.task("b").after("a");
            root.graph("g", inner -> inner.task("x").forEach("i", "STRING", "1")).after("a");
            root.importer("load").parameter("uri", "STRING", constant("s3://b/k")).after("a");
          });

  @Test
  void nothingStartsWhileARunIsPausedAndAllThatIsReadyWhenItGoesOn() {
    var run = RunDriver.start(TWO).does(PAUSE).succeed("a");
    assertThat(run.state()).isEqualTo(PAUSED);
    assertThat(run.state("g")).isEqualTo(RUNNING);
    assertThat(run.ordered()).isEmpty();
    run.does(RESUME);
    assertThat(run.state()).isEqualTo(RUNNING);
    assertThat(run.ordered()).containsExactlyInAnyOrder("b", "g/x/0", "load");
  }

  @Test
  void aRunMayEndWhileItIsPaused() {
    PipelineText one = PipelineText.with(root -> root.task("a"));
    assertThat(RunDriver.start(one).does(PAUSE).succeed("a").state()).isEqualTo(SUCCEEDED);
    assertThat(RunDriver.start(one).does(PAUSE).fail("a").state()).isEqualTo(FAILED);
  }

  @Test
  void aRunCanBePausedBeforeItStarts() {
    var run = RunDriver.submitted(TWO, RunOptions.DEFAULT).does(PAUSE);
    run.ignores(new RunEvent.Started());
    assertThat(run.snapshot.run().startedAt()).isNull();
    run.takeOver();
    assertThat(run.snapshot.tasks()).isEmpty();
    run.does(RESUME);
    assertThat(run.ordered()).containsExactly("a");
    assertThat(run.snapshot.run().startedAt()).isEqualTo(run.now);
  }

  @Test
  void aRetryThatComesDueMeanwhileWaitsForTheRun() {
    var run = RunDriver.start(TWO).fail("a").does(PAUSE);
    run.retry("a");
    assertThat(run.state("a")).isEqualTo(PENDING);
    assertThat(run.ordered()).isEmpty();
    run.does(RESUME);
    assertThat(run.ordered()).containsExactly("a");
    assertThat(run.task("a").attempt()).isEqualTo(2);
  }

  @Test
  void aRetryThatIsNotDueYetWaitsOnAfterwards() {
    var run = RunDriver.start(TWO).fail("a").does(PAUSE).does(RESUME);
    assertThat(run.ordered()).isEmpty();
    run.retry("a");
    assertThat(run.ordered()).containsExactly("a");
  }

  @Test
  void aSlotThatIsGrantedMeanwhileGoesBackAndIsAskedForAgain() {
    var run = RunDriver.submitted(TWO, RunOptions.DEFAULT);
    run.grants = false;
    run.start().does(PAUSE);
    run.ignores(new RunEvent.SlotGranted("a"));
    run.commands.clear();
    run.does(RESUME);
    assertThat(run.queued()).containsExactly("a");
  }

  @Test
  void anAttemptThatIsLostWithItsSchedulerIsMadeAgainOnlyWhenTheRunGoesOn() {
    var run = RunDriver.start(TWO).does(PAUSE).takeOver();
    run.retry("a");
    assertThat(run.ordered()).isEmpty();
    run.does(RESUME);
    assertThat(run.ordered()).containsExactly("a");
  }

  @Test
  void aFailedAttemptOfAPausedRunIsTriedAgainLater() {
    var run = RunDriver.start(TWO).does(PAUSE).fail("a", ErrorCategory.TRANSIENT);
    run.does(RESUME);
    run.retry("a");
    assertThat(run.succeed("a").state("b")).isEqualTo(RUNNING);
  }

  @Test
  void pausingAndGoingOnAreRefusedInTheWrongState() {
    var run = RunDriver.start(TWO);
    assertThat(run.ignores(RESUME)).isEqualTo("a run that is RUNNING cannot be resumed");
    run.does(PAUSE);
    assertThat(run.ignores(PAUSE)).isEqualTo("a run that is PAUSED cannot be paused");
    run.does(RESUME).fail("a");
    run.retry("a");
    run.fail("a");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.ignores(PAUSE)).isEqualTo("the run has ended FAILED");
  }

  @Test
  void aPriorityIsKeptAndRefusedOnceTheRunHasEnded() {
    var run =
        RunDriver.submitted(PipelineText.with(root -> root.task("a")), RunOptions.DEFAULT)
            .does(new RunEvent.PriorityRequested(7));
    run.start();
    assertThat(run.snapshot.run().priority()).isEqualTo(7);
    run.does(new RunEvent.PriorityRequested(-1)).succeed("a");
    assertThat(run.snapshot.run().priority()).isEqualTo(-1);
    assertThat(run.ignores(new RunEvent.PriorityRequested(1)))
        .isEqualTo("the run has ended SUCCEEDED");
  }
}
