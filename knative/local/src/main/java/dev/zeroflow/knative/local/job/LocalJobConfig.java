package dev.zeroflow.knative.local.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Settings and limits of jobs on this machine.
 *
 * @param workDirectory where folders of jobs are made; the runtime owns its folder {@code jobs} and
 *     empties it at start
 * @param images how jobs run, by function
 * @param maxRunning most jobs that run at once; others wait
 * @param deadlineGrace time between a job's deadline, which it knows, and its end by force
 * @param killGrace time between SIGTERM and SIGKILL
 */
public record LocalJobConfig(
    Path workDirectory,
    Map<String, JobImage> images,
    int maxRunning,
    Duration deadlineGrace,
    Duration killGrace) {
  public LocalJobConfig {
    images = Map.copyOf(images);
  }

  /** The defaults. */
  public static LocalJobConfig of(
      Path workDirectory, Map<String, JobImage> images, int maxRunning) {
    return new LocalJobConfig(
        workDirectory, images, maxRunning, Duration.ofSeconds(5), Duration.ofSeconds(5));
  }
}
