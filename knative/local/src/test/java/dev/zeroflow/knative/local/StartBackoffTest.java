package dev.zeroflow.knative.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartBackoffTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final StartBackoff backoff = new StartBackoff();

  @Test
  void theWaitDoublesUpToTenSeconds() {
    assertThat(backoff.allowsStart(NOON)).isTrue();
    for (long millis : new long[] {250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000}) {
      backoff.failed(NOON);

      assertThat(backoff.allowsStart(NOON.plusMillis(millis - 1))).isFalse();
      assertThat(backoff.allowsStart(NOON.plusMillis(millis))).isTrue();
    }
  }

  @Test
  void aSuccessEndsIt() {
    backoff.failed(NOON);
    backoff.failed(NOON);

    backoff.succeeded();

    assertThat(backoff.failing()).isFalse();
    assertThat(backoff.allowsStart(NOON)).isTrue();
  }
}
