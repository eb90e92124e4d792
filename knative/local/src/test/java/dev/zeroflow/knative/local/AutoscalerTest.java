package dev.zeroflow.knative.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.local.Autoscaler.Load;
import dev.zeroflow.knative.local.Autoscaler.Panic;
import dev.zeroflow.scheduler.port.Scale;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Scale scale = scale(0, 10, 2);
  private Panic panic = Panic.NONE;

  @Test
  void theStableAverageDividedByTheTargetIsRoundedUp() {
    assertThat(at(0, 0.01, 0.01, 1)).isEqualTo(1);
    assertThat(at(1, 2.0, 2.0, 1)).isEqualTo(1);
    assertThat(at(2, 2.1, 2.1, 2)).isEqualTo(2);
    assertThat(at(3, 7.0, 5.0, 4)).isEqualTo(4);
  }

  @Test
  void aBurstOfTwiceWhatIsReadyIsPanicAndNeverScalesDown() {
    assertThat(at(0, 3, 3, 2)).isEqualTo(2);
    // ceil(9 / 2) = 5 replicas wanted by the short window, 5 / 2 ready >= 2: panic.
    assertThat(at(10, 3, 9, 2)).isEqualTo(5);
    assertThat(panic).isNotEqualTo(Panic.NONE);
    assertThat(at(11, 4, 6, 5)).isEqualTo(5);
    assertThat(at(12, 5, 2, 5)).isEqualTo(5);
    assertThat(at(69, 1, 1, 5)).isEqualTo(5);
    // One whole stable window below the threshold: 10 s + 60 s.
    assertThat(at(70, 1, 1, 5)).isEqualTo(1);
    assertThat(panic).isEqualTo(Panic.NONE);
  }

  @Test
  void anotherBurstExtendsPanic() {
    assertThat(at(0, 1, 4, 1)).isEqualTo(2);
    assertThat(at(50, 1, 8, 2)).isEqualTo(4);
    assertThat(at(100, 1, 1, 4)).isEqualTo(4);
    assertThat(at(110, 1, 1, 4)).isEqualTo(1);
  }

  @Test
  void lessThanTwiceWhatIsReadyIsNoPanic() {
    assertThat(at(0, 4, 7.9, 3)).isEqualTo(2);
    assertThat(panic).isEqualTo(Panic.NONE);
  }

  @Test
  void theBoundsHoldWhateverTheLoad() {
    scale = scale(1, 3, 1);

    assertThat(at(0, 50, 50, 1)).isEqualTo(3);
    assertThat(idleAt(1_000, 0)).isEqualTo(1);
  }

  @Test
  void theLastReplicaGoesAfterTheWindowAndTheRetention() {
    assertThat(idleAt(60, 0)).isEqualTo(1);
    assertThat(idleAt(89, 0)).isEqualTo(1);
    assertThat(idleAt(90, 0)).isZero();
  }

  @Test
  void aFunctionThatWasNeverCalledStaysAtZero() {
    assertThat(decide(0, new Load(0, 0, null), 0)).isZero();
  }

  @Test
  void theFirstCallFromZeroWantsOneReplica() {
    assertThat(at(0, 1, 1, 0)).isEqualTo(1);
  }

  @Test
  void thePanicWindowIsATenthButAtLeastASecond() {
    assertThat(Autoscaler.panicWindow(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(6));
    assertThat(Autoscaler.panicWindow(Duration.ofSeconds(6))).isEqualTo(Duration.ofSeconds(1));
  }

  private int at(long second, double stable, double burst, int ready) {
    return decide(second, new Load(stable, burst, NOON.plusSeconds(second)), ready);
  }

  private int idleAt(long second, long lastBusy) {
    return decide(second, new Load(0, 0, NOON.plusSeconds(lastBusy)), 1);
  }

  private int decide(long second, Load load, int ready) {
    var decision = Autoscaler.decide(scale, load, panic, ready, NOON.plusSeconds(second));
    panic = decision.panic();
    return decision.replicas();
  }

  private static Scale scale(int min, int max, int concurrency) {
    return new Scale(
        min,
        max,
        concurrency,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        100);
  }
}
