package dev.zeroflow.knative.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConcurrencyMeterTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ConcurrencyMeter meter = new ConcurrencyMeter(NOON);

  @Test
  void beforeAnyTimeHasPassedTheAverageIsTheConcurrencyOfTheMoment() {
    meter.add(1, NOON);
    meter.sample(NOON, MINUTE);

    assertThat(meter.average(MINUTE, NOON)).isEqualTo(1);
  }

  @Test
  void aShortCallCountsByItsShareOfTheSample() {
    meter.add(1, at(0));
    meter.add(-1, at(20));
    meter.sample(at(200), MINUTE);

    assertThat(meter.average(MINUTE, at(200))).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void theAverageCoversTheWindowOnly() {
    meter.add(4, at(0));
    meter.sample(at(10_000), MINUTE);
    meter.add(-3, at(10_000));
    meter.sample(at(20_000), MINUTE);

    assertThat(meter.average(Duration.ofSeconds(10), at(20_000))).isEqualTo(1);
    assertThat(meter.average(Duration.ofSeconds(15), at(20_000))).isCloseTo(2, within(1e-9));
    assertThat(meter.average(MINUTE, at(20_000))).isEqualTo(2.5);
  }

  @Test
  void afterAnIdleWindowTheAverageIsExactlyZero() {
    meter.add(1, at(0));
    meter.add(-1, at(300));
    for (int tick = 1; tick <= 400; tick++) {
      meter.sample(at(tick * 200), MINUTE);
    }

    assertThat(meter.average(MINUTE, at(80_000))).isZero();
    assertThat(meter.lastBusy()).isEqualTo(at(300));
  }

  @Test
  void aRunningCallKeepsTheFunctionBusy() {
    meter.add(1, at(0));
    meter.sample(at(5_000), MINUTE);

    assertThat(meter.lastBusy()).isEqualTo(at(5_000));
  }

  @Test
  void aResetForgetsThePast() {
    meter.add(1, at(0));
    meter.add(-1, at(100));
    meter.sample(at(200), MINUTE);

    meter.reset(at(300));

    assertThat(meter.average(MINUTE, at(300))).isZero();
    assertThat(meter.lastBusy()).isNull();
  }

  private static Instant at(long millis) {
    return NOON.plusMillis(millis);
  }
}
