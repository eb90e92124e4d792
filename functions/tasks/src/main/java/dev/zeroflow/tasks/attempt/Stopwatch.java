package dev.zeroflow.tasks.attempt;

import dev.zeroflow.contract.Timings;
import java.io.IOException;
import java.util.function.LongSupplier;

/** Splits the time of an attempt in transfers and work. For one thread. */
final class Stopwatch {
  private static final double NANOS_PER_MILLI = 1e6;

  /** A transfer that is timed. */
  @FunctionalInterface
  interface Transfer<T> {
    T run() throws IOException, InterruptedException;
  }

  private final LongSupplier nanos;
  private final long start;
  private long download;
  private long upload;

  Stopwatch(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  <T> T download(Transfer<T> transfer) throws IOException, InterruptedException {
    long before = nanos.getAsLong();
    try {
      return transfer.run();
    } finally {
      download += nanos.getAsLong() - before;
    }
  }

  <T> T upload(Transfer<T> transfer) throws IOException, InterruptedException {
    long before = nanos.getAsLong();
    try {
      return transfer.run();
    } finally {
      upload += nanos.getAsLong() - before;
    }
  }

  /** Work is everything since the start that was not a transfer. */
  Timings timings() {
    long work = nanos.getAsLong() - start - download - upload;
    return new Timings(
        download / NANOS_PER_MILLI, work / NANOS_PER_MILLI, upload / NANOS_PER_MILLI);
  }
}
