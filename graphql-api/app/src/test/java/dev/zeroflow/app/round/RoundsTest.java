package dev.zeroflow.app.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundsTest {
  private final AtomicInteger begun = new AtomicInteger();
  private final LinkedBlockingQueue<Integer> told = new LinkedBlockingQueue<>();
  private Optional<Duration> sleep = Optional.empty();
  private final Rounds rounds =
      new Rounds(
          () -> {
            told.add(begun.incrementAndGet());
            return sleep;
          });

  @AfterEach
  void stop() {
    rounds.stop();
  }

  @Test
  void aRoundThatNamesNoTimeIsFollowedByOneWhenSomebodyWakesIt() throws InterruptedException {
    rounds.start("test");
    assertThat(told.take()).isEqualTo(1);
    rounds.wake();
    assertThat(told.take()).isEqualTo(2);
  }

  @Test
  void aSignalDuringARoundIsNotLost() throws InterruptedException {
    rounds.wake();
    rounds.start("test");
    assertThat(told.take()).isEqualTo(1);
    assertThat(told.take()).isEqualTo(2);
  }

  @Test
  void aRoundThatNamesATimeIsFollowedByOneWhenItIsOver() throws InterruptedException {
    sleep = Optional.of(Duration.ofMillis(-5));
    rounds.start("test");
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void noRoundBeginsAfterTheEnd() {
    rounds.stop();
    rounds.start("test");
    assertThat(told).isEmpty();
  }
}
