package dev.zeroflow.scheduler.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.scheduler.port.Rollout.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionSpecTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void nothingInParticularIsAskedOfACluster() {
    assertThat(spec().times()).isEqualTo(RequestTimes.of(Duration.ofMinutes(10)));
    assertThat(spec().placement()).isEqualTo(Placement.ANYWHERE);
  }

  @Test
  void secretsOfTheEnvironmentAreNotShown() {
    assertThat(spec()).asString().contains("train").doesNotContain("hunter2");
  }

  @Test
  void aFirstByteComesBeforeTheLast() {
    assertThatThrownBy(() -> new RequestTimes(MINUTE, MINUTE.plusNanos(1), null))
        .hasMessageContaining("PT1M");
    assertThatThrownBy(() -> new RequestTimes(MINUTE, MINUTE, MINUTE.plusNanos(1)))
        .hasMessageContaining("idle");
  }

  @Test
  void sharesOfTrafficAreEverything() {
    var half = List.of(new TrafficShare("1", 50, null));

    assertThatThrownBy(() -> new Rollout(half, Duration.ZERO, Strategy.SURGE))
        .hasMessageContaining("50 %");
  }

  @Test
  void aCanaryTakesItsShareFromTheVersionOfBefore() {
    assertThat(Rollout.AT_ONCE.canary("1", 10, "next").shares())
        .containsExactly(new TrafficShare("1", 90, null), new TrafficShare(null, 10, "next"));
  }

  private static FunctionSpec spec() {
    var scale = new Scale(0, 1, 1, MINUTE, Duration.ZERO, MINUTE, 10);
    return new FunctionSpec(
        "train", FunctionKind.TASK, "tasks:1", Map.of("PASSWORD", "hunter2"), scale);
  }
}
