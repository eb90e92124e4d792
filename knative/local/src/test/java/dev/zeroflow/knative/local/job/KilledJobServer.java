package dev.zeroflow.knative.local.job;

import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.port.JobSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A server in a process of its own, made to be killed while its job runs. */
public final class KilledJobServer {
  private KilledJobServer() {}

  public static void main(String[] arguments) throws Exception {
    var image = new JobImage(LocalJobRuntimeTest.program(Path.of(arguments[1])), Map.of());
    var config = LocalJobConfig.of(Path.of(arguments[0]), Map.of("train", image), 1);
    var runtime = new LocalJobRuntime(config, (function, job, text) -> {}, InstantSource.system());
    runtime.start(
        new JobSpec(
            "killed",
            "train",
            "any",
            List.of(),
            Map.of(),
            PodSettings.NONE,
            Instant.now().plus(Duration.ofHours(1)),
            "killed".getBytes(StandardCharsets.UTF_8)));
    Thread.sleep(Long.MAX_VALUE);
  }
}
