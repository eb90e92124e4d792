package dev.zeroflow.metadata.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.webhook.Answer.Answered;
import dev.zeroflow.metadata.webhook.Answer.Refused;
import dev.zeroflow.metadata.webhook.Answer.Unreachable;
import dev.zeroflow.metadata.webhook.Outcome.Delivered;
import dev.zeroflow.metadata.webhook.Outcome.GivenUp;
import dev.zeroflow.metadata.webhook.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRuleTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static Outcome after(Answer answer, int attempts) {
    return RetryRule.after(answer, attempts, 1, NOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299})
  void whatIsTakenIsDelivered(int status) {
    assertThat(after(new Answered(status), 1)).isEqualTo(new Delivered(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void whatMayPassIsTriedAgain(int status) {
    assertThat(after(new Answered(status), 1))
        .isEqualTo(new TryAgain(NOW.plusSeconds(1), status, "the receiver answered " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 422})
  void whatIsAboutTheRequestIsNot(int status) {
    assertThat(after(new Answered(status), 1))
        .isEqualTo(new GivenUp(status, "the receiver answered " + status));
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertThat(after(new Answered(302), 1))
        .isEqualTo(new GivenUp(302, "the receiver answered 302, and no redirect is followed"));
  }

  @Test
  void nobodyIsAskedAgainForWhatIsRefused() {
    assertThat(after(new Refused("closed"), 1)).isEqualTo(new GivenUp(null, "closed"));
  }

  @Test
  void theLastAttemptIsTheLast() {
    var away = new Unreachable("away");
    assertThat(after(away, RetryRule.MAX_ATTEMPTS - 1)).isInstanceOf(TryAgain.class);
    assertThat(after(away, RetryRule.MAX_ATTEMPTS))
        .isEqualTo(new GivenUp(null, "given up after 24 attempts: away"));
  }

  @Test
  void waitsDoubleUpToHalfAnHour() {
    assertThat(RetryRule.pause(1, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(RetryRule.pause(2, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(RetryRule.pause(11, 1)).isEqualTo(Duration.ofSeconds(1024));
    assertThat(RetryRule.pause(12, 1)).isEqualTo(Duration.ofMinutes(30));
    assertThat(RetryRule.pause(1_000, 1)).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void chanceTakesNoMoreThanHalf() {
    assertThat(RetryRule.pause(3, 0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(RetryRule.pause(3, 0.5)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aReceiverThatIsAwayForFiveHoursLosesNothing() {
    Duration shortest = Duration.ZERO;
    for (int attempts = 1; attempts < RetryRule.MAX_ATTEMPTS; attempts++) {
      shortest = shortest.plus(RetryRule.pause(attempts, 1));
    }
    assertThat(shortest).isGreaterThan(Duration.ofHours(5));
  }
}
