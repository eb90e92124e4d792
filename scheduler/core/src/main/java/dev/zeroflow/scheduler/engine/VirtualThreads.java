package dev.zeroflow.scheduler.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Every piece of work on a virtual thread of its own; one platform thread watches the time. */
public final class VirtualThreads implements Background, AutoCloseable {
  private static final Logger LOG = System.getLogger(VirtualThreads.class.getName());

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scheduler-timer").factory());
  private volatile boolean closed;

  @Override
  public void start(String name, Runnable work) {
    Thread.ofVirtual().name(name).start(() -> run(name, work));
  }

  @Override
  public void startAfter(String name, Duration delay, Runnable work) {
    if (closed) {
      return;
    }
    var ignored =
        timer.schedule(() -> start(name, work), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
  }

  private void run(String name, Runnable work) {
    try {
      if (!closed) {
        work.run();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "defect in " + name, e);
    }
  }

  /** Starts nothing more; what runs is left alone. */
  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
  }
}
