package dev.zeroflow.app.webhook;

import dev.zeroflow.app.round.Rounds;
import dev.zeroflow.metadata.webhook.DeliveryQueue;
import dev.zeroflow.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has deliveries made as soon as they are due. Sleeps for good while nothing waits: whoever writes
 * a delivery wakes it, on whichever server. Each webhook has a thread of its own while something is
 * due for it, so that a slow one holds up no other.
 */
@ApplicationScoped
public class WebhookDispatcher {
  private static final System.Logger LOG = System.getLogger(WebhookDispatcher.class.getName());

  /** Most webhooks that are sent to at once. */
  private static final int MAX_AT_ONCE = 32;

  /** Pause after something that should not happen. */
  private static final Duration AFTER_DEFECT = Duration.ofSeconds(5);

  private final DeliveryQueue queue;
  private final DeliveryTurns turns;
  private final InstantSource clock;
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
  private final Semaphore slots = new Semaphore(MAX_AT_ONCE);
  private final Rounds rounds = new Rounds(this::round);
  private final CountDownLatch closed = new CountDownLatch(1);

  WebhookDispatcher(DeliveryQueue queue, DeliveryTurns turns, InstantSource clock) {
    this.queue = queue;
    this.turns = turns;
    this.clock = clock;
  }

  /** Lets it look at once; does not block. */
  public void wake() {
    rounds.wake();
  }

  void listen(@ObservesAsync HttpServerStart event) {
    rounds.start("webhooks");
  }

  void stop(@Observes ShutdownEvent event) {
    closed.countDown();
    rounds.stop();
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Begins with what is due; how long to sleep then, empty for until somebody wakes it. */
  private Optional<Duration> round() {
    try {
      int free = slots.availablePermits();
      if (free == 0) {
        return Optional.empty();
      }
      turns.claim(busy, free).forEach(this::start);
      return queue
          .nextDue(turns.holder(), Set.copyOf(busy))
          .map(next -> Duration.between(clock.instant(), next));
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "webhooks wait: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "defect in webhooks", e);
    }
    return Optional.of(Rounds.LONGEST);
  }

  private void start(UUID webhook) {
    busy.add(webhook);
    slots.acquireUninterruptibly();
    Thread.ofVirtual().name("webhook-" + webhook).start(() -> turn(webhook));
  }

  private void turn(UUID webhook) {
    try {
      turns.take(webhook, this::isClosed);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "a webhook waits: {0}", e.getMessage());
      pause();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "defect in a webhook", e);
      pause();
    } finally {
      busy.remove(webhook);
      slots.release();
      wake();
    }
  }

  private void pause() {
    try {
      if (closed.await(AFTER_DEFECT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.DEBUG, "stopped while a webhook waited");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
