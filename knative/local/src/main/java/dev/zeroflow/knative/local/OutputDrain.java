package dev.zeroflow.knative.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Reads a process's output to its end, so that the process never blocks on a full pipe, and keeps
 * the last lines for an error message.
 */
public final class OutputDrain {
  private static final int KEPT_LINES = 20;
  private static final int MAX_LINE_CHARS = 16_384;
  private static final Duration END_LIMIT = Duration.ofSeconds(1);

  private final Deque<String> last = new ArrayDeque<>();
  private final Consumer<String> lines;
  private final Thread thread;

  /** Starts to read at once. A platform thread, because a read of a pipe holds its carrier. */
  public OutputDrain(InputStream stream, Consumer<String> lines) {
    this.lines = lines;
    var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    this.thread = Thread.ofPlatform().daemon().name("function-output").start(() -> drain(reader));
  }

  /** The last lines of a process that has ended, each on a line of its own; or nothing. */
  public String lastLines() {
    try {
      // Descendants may hold the pipe open, so the end may never come.
      var _ = thread.join(END_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (last) {
      return last.isEmpty() ? "" : "; last lines:\n" + String.join("\n", last);
    }
  }

  private void drain(Reader reader) {
    try (reader) {
      var line = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c == '\n') {
          finish(line);
        } else if (line.length() < MAX_LINE_CHARS && c != '\r') {
          line.append((char) c);
        }
      }
      if (!line.isEmpty()) {
        finish(line);
      }
    } catch (IOException e) {
      // The stream closes under the reader when the process is destroyed: that is its end.
      return;
    }
  }

  private void finish(StringBuilder line) {
    String text = line.toString();
    line.setLength(0);
    synchronized (last) {
      if (last.size() == KEPT_LINES) {
        last.removeFirst();
      }
      last.addLast(text);
    }
    lines.accept(text);
  }
}
