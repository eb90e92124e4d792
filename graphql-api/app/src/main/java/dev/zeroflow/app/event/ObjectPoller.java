package dev.zeroflow.app.event;

import dev.zeroflow.app.round.Rounds;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Has lost events searched for every now and then. Between two searches it asks neither the
 * database nor the object store for anything.
 */
@ApplicationScoped
public class ObjectPoller {
  private static final System.Logger LOG = System.getLogger(ObjectPoller.class.getName());

  /**
   * How often.
   *
   * @param interval zero for never
   */
  public record Settings(Duration interval) {
    boolean isOn() {
      return interval.isPositive();
    }
  }

  private final LostEvents lost;
  private final Settings settings;
  private final InstantSource clock;
  private final Rounds rounds = new Rounds(this::round);
  private volatile Instant due = Instant.MIN;

  ObjectPoller(LostEvents lost, Settings settings, InstantSource clock) {
    this.lost = lost;
    this.settings = settings;
    this.clock = clock;
  }

  /** Lets it look at once; does not block. */
  public void wake() {
    due = Instant.MIN;
    rounds.wake();
  }

  void listen(@ObservesAsync HttpServerStart event) {
    if (settings.isOn()) {
      rounds.start("lost-events");
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  private Optional<Duration> round() {
    Instant now = clock.instant();
    if (now.isBefore(due)) {
      return Optional.of(Duration.between(now, due));
    }
    due = now.plus(settings.interval());
    try {
      lost.follow(now);
      boolean more = true;
      while (more) {
        more = lost.searchNext(clock.instant());
      }
    } catch (StoreException | StoreUnavailableException | MetadataException e) {
      LOG.log(Level.WARNING, "the search for lost events waits: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "defect in the search for lost events", e);
    }
    return Optional.of(settings.interval());
  }
}
