package dev.zeroflow.scheduler.run;

import static dev.zeroflow.scheduler.run.RuntimeState.FAILED;
import static dev.zeroflow.scheduler.run.RuntimeState.PENDING;
import static dev.zeroflow.scheduler.run.RuntimeState.RUNNING;
import static dev.zeroflow.scheduler.run.RuntimeState.SKIPPED;
import static dev.zeroflow.scheduler.run.RuntimeState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Retries of what is more than one attempt; those of single tasks are in RunDeciderTest. */
class RetriesTest {
  private static final PipelineText GRAPH =
      PipelineText.with(
          root ->
              root.graph(
                      "g",
                      inner -> {
                        inner.task("good");
                        inner.task("bad");
                        inner.task("behind").after("bad");
                        inner.graph("deep", deep -> deep.task("x")).after("good");
                      })
                  .retry(1, "10s"));

  @Test
  void ofAGraphOnlyTheFailedPartIsExecutedAgain() {
    var run = RunDriver.start(GRAPH);
    run.succeed("g/good").succeed("g/deep/x").fail("g/bad");
    assertThat(run.state("g")).isEqualTo(PENDING);
    assertThat(run.state("g/behind")).isEqualTo(SKIPPED);
    assertThat(run.state()).isEqualTo(RUNNING);
    assertThat(run.retry("g")).isEqualTo(Duration.ofSeconds(10));
    assertThat(run.ordered()).containsExactly("g/bad");
    assertThat(run.task("g/bad").attempt()).isEqualTo(2);
    run.succeed("g/bad").succeed("g/behind");
    assertThat(run.state()).isEqualTo(SUCCEEDED);
    assertThat(run.task("g/good").attempt()).isEqualTo(1);
  }

  @Test
  void aGraphThatHasNoRetriesLeftFails() {
    var run = RunDriver.start(GRAPH);
    run.succeed("g/good").succeed("g/deep/x").fail("g/bad");
    run.retry("g");
    run.fail("g/bad");
    assertThat(run.state()).isEqualTo(FAILED);
    assertThat(run.snapshot.run().errorTask()).isEqualTo("g/bad");
  }

  @Test
  void aRetriedGraphOpensTheGraphsInItWhereTheyFailed() {
    var run = RunDriver.start(GRAPH);
    run.succeed("g/good").succeed("g/bad").succeed("g/behind").fail("g/deep/x");
    run.retry("g");
    assertThat(run.state("g/deep")).isEqualTo(RUNNING);
    assertThat(run.ordered()).containsExactly("g/deep/x");
    assertThat(run.succeed("g/deep/x").state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void theIterationsOfALoopOverOneTaskAreTriedAgainOneByOneAndNotTogetherToo() {
    var run =
        RunDriver.start(
            PipelineText.with(
                root -> root.task("x").forEach("item", "STRING", "a", "b").retry(1, "1s")));
    run.fail("x/0");
    assertThat(run.state("x/0")).isEqualTo(PENDING);
    run.retry("x/0");
    run.succeed("x/1").fail("x/0");
    assertThat(run.state("x")).isEqualTo(FAILED);
    assertThat(run.state()).isEqualTo(FAILED);
  }

  @Test
  void aRetriedLoopRepeatsFailedIterationsWithinItsLimit() {
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
                        .forEach("item", "STRING", "a", "b", "c", "d")
                        .parallelism(1)
                        .retry(1, "1s")));
    run.fail("loop/0/x");
    run.succeed("loop/1/x").fail("loop/1/y");
    run.succeed("loop/2/x").succeed("loop/2/y");
    run.fail("loop/3/x");
    assertThat(run.state("loop")).isEqualTo(PENDING);
    run.retry("loop");
    assertThat(run.ordered()).containsExactly("loop/0/x");
    run.succeed("loop/0/x").succeed("loop/0/y");
    assertThat(run.ordered()).containsExactly("loop/1/y");
    run.succeed("loop/1/y");
    run.succeed("loop/3/x").succeed("loop/3/y");
    assertThat(run.state()).isEqualTo(SUCCEEDED);
    assertThat(run.task("loop/1/x").attempt()).isEqualTo(1);
    assertThat(run.task("loop/2/x").attempt()).isEqualTo(1);
  }

  @Test
  void aLostAttemptIsTriedAgainInsideAGraphWithoutTheRetriesOfTheGraph() {
    var run = RunDriver.start(GRAPH).fail("g/bad", ErrorCategory.TRANSIENT);
    run.retry("g/bad");
    run.succeed("g/bad").succeed("g/behind").succeed("g/good").succeed("g/deep/x");
    assertThat(run.state()).isEqualTo(SUCCEEDED);
    assertThat(run.task("g").failures()).isZero();
  }

  @Test
  void aRetryThatIsDueForAnEarlierAttemptIsLate() {
    var run = RunDriver.start(PipelineText.with(root -> root.task("a").retry(2, "1s"))).fail("a");
    run.retry("a");
    run.fail("a");
    assertThat(run.ignores(new RunEvent.RetryDue("a", 1)))
        .isEqualTo("task a is not waiting for this");
  }
}
