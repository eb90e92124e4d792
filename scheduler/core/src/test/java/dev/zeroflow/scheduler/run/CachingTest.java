package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.PENDING;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Outputs that are reused, and those that are not. */
class CachingTest {
  private static final PipelineText PIPELINE =
      PipelineText.with(
          root -> {
            root.task("a").outputParameter("n", "NUMBER_INTEGER").caching(null).retry(1, "1s");
            root.task("b").parameter("n", "NUMBER_INTEGER", taskParameter("a", "n"));
          });
  private static final Values OUTPUTS = new Values(Map.of("n", 7L), Map.of());

  private static RunDriver submitted() {
    return RunDriver.submitted(PIPELINE, RunOptions.DEFAULT);
  }

  @Test
  void aHitIsSucceededWithItsOutputsAndSaysWhereTheyAreFrom() {
    var run = submitted();
    run.cached.put("a", OUTPUTS);
    run.start();
    assertThat(run.state("a")).isEqualTo(SUCCEEDED);
    assertThat(run.task("a").cache().hit()).isTrue();
    assertThat(run.task("a").cache().fromRun()).isEqualTo(new UUID(3, 4));
    assertThat(run.ordered()).containsExactly("b");
    assertThat(run.parameters("b")).isEqualTo(Map.of("n", 7L));
    TaskLineage lineage = run.lineage.getFirst();
    assertThat(lineage.outputs()).isEqualTo(OUTPUTS);
    assertThat(lineage.cache()).isEqualTo(run.task("a").cache());
    assertThat(lineage.startedAt()).isEqualTo(lineage.finishedAt());
    assertThat(run.succeed("b").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aMissIsKeptWithItsReasonAndTheTaskIsExecuted() {
    var run = submitted().start();
    assertThat(run.ordered()).containsExactly("a");
    run.succeed("a", "n", 1L);
    assertThat(run.task("a").cache().miss()).isEqualTo("never seen");
    assertThat(run.lineage.getFirst().cache()).isEqualTo(run.task("a").cache());
  }

  @Test
  void nothingStartsBeforeTheCacheHasAnswered() {
    var run = submitted();
    run.looksUp = false;
    run.start();
    assertThat(run.commands).containsExactly(new Command.LookUp("a"));
    run.ignores(new RunEvent.SlotGranted("a"));
  }

  @Test
  void aRunMayDoWithoutTheCache() {
    var run = RunDriver.submitted(PIPELINE, new RunOptions(false, ""));
    run.cached.put("a", OUTPUTS);
    run.start();
    assertThat(run.ordered()).containsExactly("a");
    assertThat(run.task("a").cache()).isNull();
  }

  @Test
  void aTaskThatFailedIsNotLookedUpForItsRetry() {
    var run = submitted().start().fail("a");
    run.looksUp = false;
    run.retry("a");
    assertThat(run.ordered()).containsExactly("a");
    run.fail("a");
    assertThat(run.state()).isEqualTo(FAILED);
  }

  @Test
  void aRerunAsksAgainAndAHitStandsForTheNextAttempt() {
    var run = submitted().start().fail("a", ErrorCategory.USER);
    run.retry("a");
    run.fail("a");
    run.cached.put("a", OUTPUTS);
    run.does(new RunEvent.RerunRequested());
    assertThat(run.state("a")).isEqualTo(SUCCEEDED);
    assertThat(run.task("a").attempt()).isEqualTo(3);
    assertThat(run.lineage.getLast().attempt()).isEqualTo(3);
  }

  @Test
  void aRepeatedOrLateAnswerChangesNothing() {
    var run = submitted().start();
    var use = new CacheUse("f", Map.of(), new UUID(3, 4), "a", null);
    var answer = new RunEvent.CacheAnswered("a", use, OUTPUTS);
    run.ignores(answer);
    run.succeed("a", "n", 1L);
    run.ignores(answer);
    run.ignores(new RunEvent.CacheAnswered("b", use, OUTPUTS));
    run.ignores(new RunEvent.CacheAnswered("nobody", use, OUTPUTS));
  }

  @Test
  void anAnswerThatIsLostWithItsSchedulerIsAskedForAgain() {
    var run = submitted();
    run.looksUp = false;
    run.start().takeOver();
    assertThat(run.state("a")).isEqualTo(PENDING);
    assertThat(run.commands).containsExactly(new Command.LookUp("a"));
  }

  @Test
  void anAnswerWhileTheRunIsPausedCountsButStartsNothing() {
    var run = submitted();
    run.looksUp = false;
    run.start().does(new RunEvent.PauseRequested());
    var miss = new CacheUse("f", Map.of(), null, null, "new");
    run.does(new RunEvent.CacheAnswered("a", miss, Values.NONE));
    assertThat(run.ordered()).isEmpty();
    run.does(new RunEvent.ResumeRequested());
    assertThat(run.ordered()).containsExactly("a");
  }
}
