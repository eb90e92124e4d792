package dev.zeroflow.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The main process of a Postgres, found by the data folder that it works on. */
final class Postmaster {
  private static final long FAST_SECONDS = 30;
  private static final long IMMEDIATE_SECONDS = 10;

  private Postmaster() {}

  /**
   * The running process on a data folder, if any. Its id is in a file that a killed Postgres leaves
   * behind, and another program may have that id by now; but only ours works in that folder.
   */
  static Optional<ProcessHandle> runningOn(Path directory) throws IOException {
    Path file = directory.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var first = Files.readString(file).lines().findFirst().map(String::strip);
    if (first.filter(line -> line.matches("[0-9]{1,18}")).isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(first.get()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> worksIn(process, directory));
  }

  /** Stops the Postgres on a data folder and waits for its end; does nothing without one. */
  static void stopOn(Path directory) throws IOException {
    var running = runningOn(directory);
    if (running.isEmpty()) {
      return;
    }
    ProcessHandle process = running.get();
    if (!stop(process, "INT", FAST_SECONDS) && !stop(process, "QUIT", IMMEDIATE_SECONDS)) {
      throw new StartupException(
          "a Postgres of an earlier server still runs on "
              + directory
              + " and does not stop, end its process "
              + process.pid());
    }
  }

  /**
   * Postgres' signals: INT is a fast shutdown, QUIT an immediate one that recovers at the start.
   */
  private static boolean stop(ProcessHandle process, String signal, long seconds)
      throws IOException {
    try {
      String pid = Long.toString(process.pid());
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  private static boolean worksIn(ProcessHandle process, Path directory) {
    try {
      Path folder = Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath();
      return folder.equals(directory.toRealPath());
    } catch (IOException e) {
      // Ended in this moment, or somebody else's process.
      return false;
    }
  }
}
