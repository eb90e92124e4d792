package dev.zeroflow.app.kfp;

import dev.zeroflow.app.round.Rounds;
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
 * Waits until a recurring run is due, and has it started. Sleeps for good while none is enabled: a
 * new one wakes it, on whichever server it was made.
 */
@ApplicationScoped
public class Ticker {
  private static final System.Logger LOG = System.getLogger(Ticker.class.getName());

  /** Sleep while something that is due waits for other runs to end. */
  private static final Duration BLOCKED = Duration.ofSeconds(5);

  private final ScheduledRuns scheduled;
  private final InstantSource clock;
  private final Rounds rounds = new Rounds(this::round);

  Ticker(ScheduledRuns scheduled, InstantSource clock) {
    this.scheduled = scheduled;
    this.clock = clock;
  }

  /** Lets it look at once; does not block. */
  public void wake() {
    rounds.wake();
  }

  void listen(@ObservesAsync HttpServerStart event) {
    rounds.start("recurring-runs");
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  /** Starts what is due; how long to sleep then, empty for until somebody wakes it. */
  private Optional<Duration> round() {
    try {
      Instant now = clock.instant();
      if (scheduled.startDue(now)) {
        return Optional.of(Duration.ZERO);
      }
      if (scheduled.isBlocked(now)) {
        return Optional.of(BLOCKED);
      }
      return scheduled.next(now).map(next -> Duration.between(clock.instant(), next));
    } catch (StoreException | StoreUnavailableException e) {
      LOG.log(Level.WARNING, "recurring runs wait: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "defect in recurring runs", e);
    }
    return Optional.of(Rounds.LONGEST);
  }
}
