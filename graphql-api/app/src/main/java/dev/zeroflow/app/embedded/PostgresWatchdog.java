package dev.zeroflow.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A small process that stops Postgres when this JVM is gone, even by SIGKILL: it holds the other
 * end of a pipe and acts at its end. It ignores the signals that a terminal sends to all of its
 * processes, and leaves the session of the terminal where {@code setsid} exists.
 */
final class PostgresWatchdog implements AutoCloseable {
  private static final long END_SECONDS = 5;

  /**
   * Acts once and on one process only: a loop could meet the Postgres of the next server. INT is a
   * fast shutdown; QUIT, after 10 s, an immediate one.
   */
  private static final String SCRIPT =
      """
      trap '' HUP INT
      cat >/dev/null
      pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null)
      ours() { [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$1" ]; }
      ours "$1" && kill -INT "$pid"
      tries=0
      while ours "$1" && [ $tries -lt 10 ]; do sleep 1; tries=$((tries + 1)); done
      ours "$1" && kill -QUIT "$pid"
      """;

  private static final String IN_OWN_SESSION =
      "command -v setsid >/dev/null && exec setsid sh -c \"$0\" watchdog \"$1\";"
          + " exec sh -c \"$0\" watchdog \"$1\"";

  private final Process process;

  private PostgresWatchdog(Process process) {
    this.process = process;
  }

  /** Watches over the Postgres on a data folder, whether it runs already or not. */
  static PostgresWatchdog start(Path directory) throws IOException {
    Path real = Files.createDirectories(directory.getParent()).toRealPath();
    String folder = real.resolve(directory.getFileName()).toString();
    var builder = new ProcessBuilder("sh", "-c", IN_OWN_SESSION, SCRIPT, folder);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new PostgresWatchdog(builder.start());
  }

  /** Ends the watch; Postgres has stopped before. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
