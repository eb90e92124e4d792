package dev.zeroflow.scheduler.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How long this scheduler may still act for its shards. After a pause of the process the lease may
 * be over without anybody having noticed: what would act then waits until it is renewed.
 */
final class Tenure {
  private final LongSupplier nanoTime;
  private final List<Runnable> held = new ArrayList<>();
  private long until;
  private boolean closed;

  /**
   * @param nanoTime a clock that never goes back
   */
  Tenure(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.until = nanoTime.getAsLong();
  }

  /**
   * The lease was renewed.
   *
   * @param asked when the renewal was asked for
   * @param lease its length; two thirds of it are used
   */
  void renewed(long asked, Duration lease) {
    List<Runnable> go;
    synchronized (this) {
      until = asked + lease.multipliedBy(2).dividedBy(3).toNanos();
      if (isOver()) {
        return; // the answer came too late
      }
      go = List.copyOf(held);
      held.clear();
    }
    go.forEach(Runnable::run);
  }

  private boolean isOver() {
    return nanoTime.getAsLong() - until >= 0;
  }

  /** Does the work now, or as soon as the lease is renewed. */
  void whileOwner(Runnable work) {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (isOver()) {
        held.add(work);
        return;
      }
    }
    work.run();
  }

  /** Nothing is done any more. */
  synchronized void close() {
    closed = true;
    held.clear();
  }
}
