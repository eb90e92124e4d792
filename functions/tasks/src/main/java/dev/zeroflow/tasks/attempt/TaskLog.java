package dev.zeroflow.tasks.attempt;

import dev.zeroflow.contract.LogLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lines that a function writes. While it runs they are posted every half second, so that a long
 * step can be watched; what was not posted travels with the result. Safe for threads.
 */
public final class TaskLog {
  static final int MAX_LINES = 5_000;
  static final int MAX_LINE_BYTES = 8_192;
  private static final int MAX_BATCH = 500;
  private static final long FLUSH_MILLIS = 500;

  /** Takes lines while the attempt runs. */
  @FunctionalInterface
  interface Sink {
    void post(List<LogLine> lines) throws IOException, InterruptedException;
  }

  private final InstantSource clock;
  private final Sink sink;
  private final List<LogLine> pending = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread flusher;
  private int written;

  TaskLog(InstantSource clock, Sink sink) {
    this.clock = clock;
    this.sink = sink;
    this.flusher = Thread.ofVirtual().name("log-flusher").unstarted(this::flushUntilClosed);
  }

  void start() {
    flusher.start();
  }

  /** Writes to the task's standard output; each line of the text becomes one. */
  public void info(String text) {
    text.lines().forEach(line -> add("stdout", line));
  }

  /** Writes to the task's standard error. */
  public void error(String text) {
    text.lines().forEach(line -> add("stderr", line));
  }

  /** The last line that is kept says that there were more. */
  private synchronized void add(String stream, String text) {
    written++;
    if (written < MAX_LINES) {
      pending.add(new LogLine(clock.instant(), stream, cut(text)));
    } else if (written == MAX_LINES) {
      String note = "Later lines are not kept: an attempt may write " + MAX_LINES + ".";
      pending.add(new LogLine(clock.instant(), "stderr", note));
    }
  }

  /** Cuts after the last whole character that fits. */
  private static String cut(String text) {
    if (text.length() <= MAX_LINE_BYTES / 3) {
      return text;
    }
    CharBuffer in = CharBuffer.wrap(text);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(in, ByteBuffer.allocate(MAX_LINE_BYTES), true);
    return in.hasRemaining() ? text.substring(0, in.position()) + " [cut]" : text;
  }

  private void flushUntilClosed() {
    try {
      while (!closed.await(FLUSH_MILLIS, TimeUnit.MILLISECONDS)) {
        flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Posts a batch; if that fails the lines stay for the next time or the result. */
  void flush() throws InterruptedException {
    List<LogLine> batch = takeBatch();
    if (batch.isEmpty()) {
      return;
    }
    try {
      sink.post(batch);
    } catch (IOException | RuntimeException e) {
      putBack(batch);
    }
  }

  private synchronized List<LogLine> takeBatch() {
    List<LogLine> first = pending.subList(0, Math.min(MAX_BATCH, pending.size()));
    List<LogLine> batch = List.copyOf(first);
    first.clear();
    return batch;
  }

  private synchronized void putBack(List<LogLine> batch) {
    pending.addAll(0, batch);
  }

  /** Ends the posting and returns the lines that are left. */
  List<LogLine> close() {
    closed.countDown();
    try {
      flusher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return List.copyOf(pending);
    }
  }
}
