package dev.zeroflow.metadata.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change that a webhook is told of.
 *
 * @param id the same for every attempt
 * @param attempts that were made
 * @param nextTryAt null if it has ended
 * @param status of the last answer; null if there was none
 * @param error why the last attempt failed; null if it did not, or there was none
 * @param endedAt when it was delivered or given up; null if it waits
 */
public record Delivery(
    UUID id,
    WebhookEvent event,
    State state,
    int attempts,
    @Nullable Instant nextTryAt,
    @Nullable Integer status,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant endedAt) {
  /** What became of it. */
  public enum State {
    WAITING,
    DELIVERED,
    GIVEN_UP
  }

  /** Most deliveries of a webhook that are kept after their end. */
  public static final int MAX_KEPT = 200;

  /** Most deliveries of a webhook that may wait; more are given up at once. */
  public static final int MAX_WAITING = 1_000;
}
