package dev.zeroflow.app.openlineage;

import dev.zeroflow.metadata.outside.LineageFeed;
import dev.zeroflow.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends lineage to the sink of the settings, on a thread of its own that nobody waits for. While
 * the sink is away it waits longer and longer; what happens meanwhile waits in the database.
 */
@ApplicationScoped
public class LineageEmitter {
  private static final System.Logger LOG = System.getLogger(LineageEmitter.class.getName());

  /** Longest wait for a sink that is away. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /**
   * Where lineage goes.
   *
   * @param url empty to send nothing
   * @param key bearer token of the sink
   * @param node name of this server, unique on its database: after a restart it goes on at once
   * @param poll wait between two looks for what is new, and the first wait for a sink that is away
   */
  public record Settings(
      Optional<URI> url, Optional<String> key, String namespace, String node, Duration poll) {
    @Override
    public String toString() {
      return "Settings[" + url + ", " + namespace + "]";
    }
  }

  private final Settings settings;
  private final LineageFeed feed;
  private final InstantSource clock;
  private final Semaphore closed = new Semaphore(0);

  LineageEmitter(Settings settings, LineageFeed feed, InstantSource clock) {
    this.settings = settings;
    this.feed = feed;
    this.clock = clock;
  }

  /** A server with a wrong address does not start. */
  void check(@Observes StartupEvent event) {
    settings.url().ifPresent(HttpLineageSink::address);
  }

  void listen(@ObservesAsync HttpServerStart event) {
    settings.url().ifPresent(this::start);
  }

  void stop(@Observes ShutdownEvent event) {
    closed.release();
  }

  private void start(URI url) {
    var sink = new HttpLineageSink(url, settings.key());
    var sender =
        new LineageSender(
            feed,
            sink,
            new RunEvents(settings.namespace()),
            url.toString(),
            settings.node(),
            clock);
    Thread.ofVirtual().name("openlineage").start(() -> run(sender, sink));
  }

  private void run(LineageSender sender, HttpLineageSink sink) {
    try (sink) {
      Duration pause = Duration.ZERO;
      int failures = 0;
      while (!closed.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LineageSender.Round round = round(sender);
        failures = failures(round, failures);
        pause = round == LineageSender.Round.MORE ? Duration.ZERO : pause(failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LineageSender.Round round(LineageSender sender) throws InterruptedException {
    try {
      return sender.run();
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "lineage waits for the database: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "defect in the sending of lineage", e);
    }
    return LineageSender.Round.AWAY;
  }

  private static int failures(LineageSender.Round round, int before) {
    if (round != LineageSender.Round.AWAY) {
      if (before > 0) {
        LOG.log(Level.INFO, "lineage is sent again");
      }
      return 0;
    }
    if (before == 0) {
      LOG.log(Level.WARNING, "the OpenLineage sink is not there: lineage waits until it is");
    }
    return before + 1;
  }

  private Duration pause(int failures) {
    Duration longer = settings.poll().multipliedBy(1L << Math.min(failures, 16));
    return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
  }
}
