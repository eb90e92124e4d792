package dev.zeroflow.knative.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.cluster.status.Step;
import dev.zeroflow.scheduler.port.ColdStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColdStartWatchTest {
  private final ColdStartWatch watch = new ColdStartWatch();

  @Test
  void eachStepIsATimeSinceTheFirstCall() {
    watch.begin(at(0));
    watch.seen(Set.of(Step.CREATED), at(1));
    watch.begin(at(2));
    watch.seen(Set.of(Step.CREATED, Step.SCHEDULED), at(3));
    watch.seen(Set.of(Step.CREATED, Step.SCHEDULED, Step.STARTED, Step.READY), at(5));
    watch.answered(at(6));

    assertThat(watch.last())
        .isEqualTo(
            new ColdStart(at(0), seconds(1), seconds(3), seconds(5), seconds(5), seconds(6)));
    assertThat(watch.last().took()).isEqualTo(seconds(5));
  }

  @Test
  void aWarmCallMeasuresNothing() {
    watch.seen(Set.of(Step.READY), at(1));
    watch.answered(at(2));

    assertThat(watch.last()).isNull();
  }

  @Test
  void withoutPodsInSightTheAnswerIsTheMeasure() {
    watch.begin(at(0));
    watch.answered(at(4));

    assertThat(watch.last().took()).isEqualTo(seconds(4));
  }

  @Test
  void aStartThatFailedLeavesTheOneBefore() {
    watch.begin(at(0));
    watch.answered(at(1));
    watch.begin(at(10));
    watch.failed();
    watch.answered(at(12));

    assertThat(watch.last().called()).isEqualTo(at(0));
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
