package dev.zeroflow.metadata.webhook;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What waits to be delivered. A webhook is sent to by one holder at a time, its oldest delivery
 * first, so that what happened to a model is told in its order. Blocking, safe for use by many
 * threads.
 */
public interface DeliveryQueue {
  /**
   * A delivery to try now.
   *
   * @param attempts that were made before
   * @param body JSON
   */
  record Due(Webhook webhook, UUID delivery, String body, int attempts) {
    @Override
    public String toString() {
      return "Due[" + webhook.id() + ", " + delivery + ", " + attempts + "]";
    }
  }

  /**
   * Takes active webhooks whose oldest delivery is due and that nobody else holds: not before its
   * time is over, but for this holder itself, who may have been restarted.
   *
   * @param busy webhooks that this holder is sending to already
   */
  List<UUID> claim(String holder, Instant now, Instant until, Collection<UUID> busy, int limit);

  /**
   * The oldest delivery of a webhook if it is due; holds the webhook until then. Empty if it is
   * not, or if somebody else holds the webhook by now.
   */
  Optional<Due> next(UUID webhook, String holder, Instant now, Instant until);

  /** Writes what became of an attempt; nothing if it has ended, or is of a webhook that is gone. */
  void record(UUID delivery, Outcome outcome, Instant now);

  /** Lets go of a webhook. */
  void release(UUID webhook, String holder);

  /**
   * When this holder has something to do again; empty if nothing waits.
   *
   * @param busy webhooks that this holder is sending to
   */
  Optional<Instant> nextDue(String holder, Collection<UUID> busy);
}
