package dev.zeroflow.knative.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one training process to its end or to its time limit. */
final class TrainingProcess {
  /**
   * @param succeeded whether it exited with 0
   * @param detail otherwise why not, with its last lines
   */
  record Outcome(boolean succeeded, String detail) {}

  private TrainingProcess() {}

  static Outcome run(List<String> command, Path directory, Duration limit) throws IOException {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true);
    var inherited = ReplicaEnvironment.inherited(System.getenv());
    builder.environment().clear();
    builder.environment().putAll(inherited);
    builder.environment().put("PORT", "0");
    Process process = builder.start();
    var output = new OutputDrain(process.getInputStream(), line -> {});
    try {
      boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      String how = ended ? "exit code " + process.exitValue() : "not done after " + limit;
      return new Outcome(ended && process.exitValue() == 0, how + output.lastLines());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(false, "interrupted");
    } finally {
      // The JVM assembles the cache in a child of its own.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
