package dev.zeroflow.knative.local.job;

import dev.zeroflow.knative.local.FunctionOutput;
import dev.zeroflow.knative.local.OutputDrain;
import dev.zeroflow.knative.local.ReplicaDirectory;
import dev.zeroflow.knative.local.ReplicaEnvironment;
import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.port.JobEnd.Reason;
import dev.zeroflow.scheduler.port.JobSpec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of one job, with its folder, its event and its output. */
final class JobProcess {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private final Process process;
  private final Path folder;
  private final OutputDrain output;

  private JobProcess(Process process, Path folder, OutputDrain output) {
    this.process = process;
    this.folder = folder;
    this.output = output;
  }

  /** Starts the program; its standard input ends when this JVM does, and so does the program. */
  static JobProcess start(JobSpec spec, JobImage image, Path parent, FunctionOutput output)
      throws IOException {
    Path folder = Files.createTempDirectory(parent, spec.id() + "-");
    try {
      Path event = Files.write(folder.resolve("event"), spec.event());
      List<String> command = spec.command().isEmpty() ? image.image().command() : spec.command();
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment(spec, image, event));
      Process process = builder.redirectErrorStream(true).start();
      var drain =
          new OutputDrain(
              process.getInputStream(), line -> output.line(spec.function(), spec.id(), line));
      return new JobProcess(process, folder, drain);
    } catch (IOException e) {
      ReplicaDirectory.delete(folder);
      throw e;
    }
  }

  private static Map<String, String> environment(JobSpec spec, JobImage image, Path event) {
    var environment = new HashMap<>(ReplicaEnvironment.inherited(System.getenv()));
    environment.putAll(image.environment());
    environment.putAll(spec.environment());
    environment.put("ZEROFLOW_EVENT_FILE", event.toString());
    environment.put("ZEROFLOW_EXIT_WITH_PARENT", "true");
    return environment;
  }

  /** Waits for the end of the program, at most so long; whether it has ended. */
  boolean endsWithin(Duration limit) throws InterruptedException {
    return process.waitFor(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
  }

  /** How a program that has ended did. */
  JobEnd end() {
    int code = process.exitValue();
    return code == 0
        ? new JobEnd(Reason.DONE, "its program ended")
        : new JobEnd(
            Reason.EXIT_CODE, "its program ended with exit code " + code + output.lastLines());
  }

  /** SIGTERM, then after the grace SIGKILL, also for what it has started. */
  void stop(Duration grace) throws InterruptedException {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    boolean ended = endsWithin(grace);
    Stream.concat(descendants.stream(), process.descendants())
        .forEach(ProcessHandle::destroyForcibly);
    if (!ended) {
      process.destroyForcibly();
      var _ = endsWithin(KILL_LIMIT);
    }
  }

  /** Removes the folder with the event, which holds secrets. */
  void cleanUp() {
    try {
      ReplicaDirectory.delete(folder);
    } catch (IOException e) {
      // Left for the next start of the runtime, which empties the whole folder.
      System.getLogger(JobProcess.class.getName())
          .log(Level.WARNING, "cannot delete " + folder + ": " + e);
    }
  }
}
