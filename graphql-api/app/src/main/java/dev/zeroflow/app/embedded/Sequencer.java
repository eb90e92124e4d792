package dev.zeroflow.app.embedded;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers events so that a later one is greater, also across restarts: nanoseconds of the clock, or
 * one more than the last number if the clock stands still or went back.
 */
final class Sequencer {
  private final AtomicLong last = new AtomicLong();

  String next(Instant now) {
    long nanos =
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    return HexFormat.of().toHexDigits(last.updateAndGet(before -> Math.max(before + 1, nanos)));
  }
}
