package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.file.FileSweep;
import dev.zeroflow.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has objects deleted that no file names: at start, and once a day. */
@ApplicationScoped
class FileSweeper {
  private static final System.Logger LOG = System.getLogger(FileSweeper.class.getName());
  private static final Duration PAUSE = Duration.ofDays(1);

  private final FileSweep sweep;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  FileSweeper(FileSweep sweep, InstantSource clock) {
    this.sweep = sweep;
    this.clock = clock;
  }

  void listen(@ObservesAsync HttpServerStart event) {
    Thread.ofVirtual().name("file-sweeper").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    closed.countDown();
  }

  private void run() {
    try {
      do {
        round();
      } while (!closed.await(PAUSE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      int swept = sweep.sweep(clock.instant());
      LOG.log(Level.DEBUG, "{0} objects without a file are deleted", swept);
    } catch (StoreException | ObjectStoreException e) {
      LOG.log(Level.WARNING, "objects without a file stay until tomorrow: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "defect while objects without a file were deleted", e);
    }
  }
}
