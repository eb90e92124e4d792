package dev.zeroflow.app.webhook;

import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.webhook.Answer;
import dev.zeroflow.metadata.webhook.DeliveryQueue;
import dev.zeroflow.metadata.webhook.DeliveryQueue.Due;
import dev.zeroflow.metadata.webhook.RetryRule;
import dev.zeroflow.metadata.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** Takes turns at webhooks: sends what is due for one, the oldest first. Blocking. */
public final class DeliveryTurns {
  /** How long another server waits for one that is gone; longer than any call. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** Deliveries of one turn: then it is the turn of whoever waits for longer. */
  private static final int LONGEST_TURN = 20;

  /** Who writes to the audit log here. */
  private static final String SERVER = "server";

  private final DeliveryQueue queue;
  private final Webhooks webhooks;
  private final WebhookCaller caller;
  private final InstantSource clock;
  private final Settings settings;

  /**
   * How turns are taken.
   *
   * @param holder name of this server, unique on its database: after a restart it goes on at once
   * @param jitter from 0 to 1, by chance
   */
  public record Settings(String holder, DoubleSupplier jitter) {}

  public DeliveryTurns(
      DeliveryQueue queue,
      Webhooks webhooks,
      WebhookCaller caller,
      InstantSource clock,
      Settings settings) {
    this.queue = queue;
    this.webhooks = webhooks;
    this.caller = caller;
    this.clock = clock;
    this.settings = settings;
  }

  String holder() {
    return settings.holder();
  }

  /** Webhooks that are due now, and are this server's. */
  List<UUID> claim(Collection<UUID> busy, int limit) {
    Instant now = clock.instant();
    return queue.claim(holder(), now, now.plus(LEASE), List.copyOf(busy), limit);
  }

  /** Sends what is due for a webhook that was claimed, and lets go of it. */
  void take(UUID webhook, BooleanSupplier stopped) {
    for (int i = 0; i < LONGEST_TURN && !stopped.getAsBoolean(); i++) {
      Instant now = clock.instant();
      Optional<Due> due = queue.next(webhook, holder(), now, now.plus(LEASE));
      if (due.isEmpty()) {
        break;
      }
      send(due.get(), now);
    }
    queue.release(webhook, holder());
  }

  private void send(Due due, Instant now) {
    Answer answer = caller.deliver(due.webhook(), due.delivery(), due.body(), now);
    Instant then = clock.instant();
    if (answer instanceof Answer.Refused(String reason)) {
      var author = new Author(due.webhook().project(), SERVER, then);
      webhooks.refused(author, due.webhook().name(), reason);
    }
    double jitter = settings.jitter().getAsDouble();
    queue.record(due.delivery(), RetryRule.after(answer, due.attempts() + 1, jitter, then), then);
  }
}
