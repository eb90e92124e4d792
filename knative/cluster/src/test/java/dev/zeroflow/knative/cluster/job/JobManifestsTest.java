package dev.zeroflow.knative.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.cluster.Manifest;
import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.pod.VolumeMount;
import dev.zeroflow.scheduler.port.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobManifestsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String OURS = "zeroflow/tasks:0.1.0";

  private final JobManifests manifests;

  JobManifestsTest() throws IOException {
    var config =
        new ClusterJobConfig(
            "ml",
            Map.of(OURS, "registry.example/tasks@sha256:" + "a".repeat(64)),
            Map.of("LANG", "C.UTF-8"),
            ClusterJobConfig.of("ml", Map.of()).kept(),
            ClusterJobConfig.of("ml", Map.of()).pullLimit(),
            ClusterJobConfig.of("ml", Map.of()).startLimit());
    var files = Map.of("__main__.py", "import host", "zeroflow_python/host.py", "pass");
    manifests = new JobManifests(config, PythonFolder.of(files));
  }

  @Test
  void aHandlerOfOursIsConfinedAndReadsItsEvent() throws Exception {
    Manifest.assertReads(manifests.job(spec(OURS, PodSettings.NONE), NOW), "job/plain.yaml");
  }

  @Test
  void anImageOfAUserGetsThePythonHostAndWaitsInItsQueue() throws Exception {
    var pod =
        new PodSettings(
            null,
            Map.of("cpu", "2"),
            Map.of("nvidia.com/gpu", "1"),
            Map.of("gpu", "a100"),
            List.of(),
            List.of(),
            List.of(new VolumeMount(VolumeMount.Kind.CLAIM, "data", "/data", null, null, false)),
            List.of(),
            null,
            Map.of(JobLabels.KUEUE, "gpus", JobLabels.JOB, "not-this"),
            Map.of("scheduling.k8s.io/group-name", "g"));
    Manifest.assertReads(manifests.job(spec("python:3.12", pod), NOW), "job/queued.yaml");
  }

  @Test
  void theEventIsASecretThatDoesNotChange() throws Exception {
    Manifest.assertReads(manifests.event(spec(OURS, PodSettings.NONE)), "job/event.yaml");
  }

  @Test
  void aDeadlineThatHasPassedIsASecond() {
    Instant late = NOW.plusSeconds(100_000);
    Job job = manifests.job(spec(OURS, PodSettings.NONE), late);
    assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(1);
  }

  private static JobSpec spec(String image, PodSettings pod) {
    return new JobSpec(
        "zf-1",
        "tasks",
        image,
        List.of(),
        Map.of(),
        pod,
        NOW.plusSeconds(7_200),
        "{}".getBytes(StandardCharsets.UTF_8));
  }
}
