package dev.zeroflow.scheduler.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link SchedulerProcess} that was started here. */
final class SchedulerHandle implements AutoCloseable {
  private static final long EXIT_SECONDS = 20;

  private final Process process;

  private SchedulerHandle(Process process) {
    this.process = process;
  }

  static SchedulerHandle start(
      String name, FaultPostgres postgres, FunctionServer functions, Duration lease, int slots) {
    try {
      Process process =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SchedulerProcess.class.getName(),
                  name,
                  Integer.toString(postgres.port()),
                  Integer.toString(functions.port()),
                  Long.toString(lease.toMillis()),
                  Integer.toString(slots))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
      if (!"ready".equals(out.readLine())) {
        throw new IllegalStateException("the scheduler does not start");
      }
      return new SchedulerHandle(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly();
    exited();
  }

  /** Asks it to end in good order. */
  void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exited();
  }

  /** Lets it stand still, as a long pause of the machine would. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process.pid())))
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void exited() {
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the scheduler does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      thaw();
      kill();
    }
  }
}
