package dev.zeroflow.metadata.webhook;

import dev.zeroflow.metadata.webhook.Answer.Answered;
import dev.zeroflow.metadata.webhook.Answer.Refused;
import dev.zeroflow.metadata.webhook.Answer.Unreachable;
import dev.zeroflow.metadata.webhook.Outcome.Delivered;
import dev.zeroflow.metadata.webhook.Outcome.GivenUp;
import dev.zeroflow.metadata.webhook.Outcome.TryAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a delivery is tried again. Waits double from a second up to half an hour: with 24 attempts a
 * receiver that is away for five hours loses nothing.
 */
public final class RetryRule {
  /** Most attempts of one delivery. */
  public static final int MAX_ATTEMPTS = 24;

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** Answers that another attempt may change; the others are about the request itself. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private RetryRule() {}

  /**
   * Decides.
   *
   * @param attempts that were made, with this one; at least 1
   * @param jitter from 0 to 1: so that webhooks of one receiver do not come back together
   */
  public static Outcome after(Answer answer, int attempts, double jitter, Instant now) {
    return switch (answer) {
      case Answered(int status) when status >= 200 && status < 300 -> new Delivered(status);
      case Answered(int status) when status >= 500 || PASSING.contains(status) ->
          again(status, "the receiver answered " + status, attempts, jitter, now);
      case Answered(int status) when status >= 300 && status < 400 ->
          new GivenUp(status, "the receiver answered " + status + ", and no redirect is followed");
      case Answered(int status) -> new GivenUp(status, "the receiver answered " + status);
      case Unreachable(String reason) -> again(null, reason, attempts, jitter, now);
      case Refused(String reason) -> new GivenUp(null, reason);
    };
  }

  private static Outcome again(
      @Nullable Integer status, String error, int attempts, double jitter, Instant now) {
    return attempts >= MAX_ATTEMPTS
        ? new GivenUp(status, "given up after %d attempts: %s".formatted(attempts, error))
        : new TryAgain(now.plus(pause(attempts, jitter)), status, error);
  }

  /** Half of the wait is certain, the other half is chance. */
  static Duration pause(int attempts, double jitter) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, 20));
    long most = (doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST).toMillis();
    return Duration.ofMillis(most / 2 + Math.round(most / 2.0 * jitter));
  }
}
