package dev.zeroflow.knative.cluster.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.cluster.Manifest;
import dev.zeroflow.scheduler.pod.KeyAsVariable;
import dev.zeroflow.scheduler.pod.KeyAsVariable.Holder;
import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.pod.Toleration;
import dev.zeroflow.scheduler.pod.VolumeMount;
import dev.zeroflow.scheduler.pod.VolumeMount.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodManifestsTest {
  private static final String IMAGE = "registry.example/tasks@sha256:" + "a".repeat(64);

  @Test
  void onlyWhatWasAskedForIsWritten() throws Exception {
    var pod = PodManifests.render(HandlerContainer.of("handler", IMAGE), PodSettings.NONE);

    Manifest.assertReads(pod, "pod/plain.yaml");
  }

  @Test
  void everySettingHasItsPlace() throws Exception {
    var container =
        new HandlerContainer(
            "handler",
            IMAGE,
            List.of("python", "-m", "train"),
            List.of("--epochs", "3"),
            Map.of("B", "2", "A", "1"),
            "train-environment",
            Confinement.BASELINE);

    Manifest.assertReads(PodManifests.render(container, everything()), "pod/everything.yaml");
  }

  @Test
  void mountsOfTheSameThingShareAVolume() {
    var settings =
        with(
            new VolumeMount(Kind.SECRET, "keys", "/a", "one", null, false),
            new VolumeMount(Kind.SECRET, "keys", "/b", "two", null, false),
            new VolumeMount(Kind.CONFIG_MAP, "keys", "/c", null, null, false));

    var pod = PodManifests.render(HandlerContainer.of("handler", IMAGE), settings);

    assertThat(pod.getVolumes()).extracting("name").containsExactly("mount-0", "mount-1");
    assertThat(pod.getContainers().getFirst().getVolumeMounts())
        .extracting("name")
        .containsExactly("mount-0", "mount-0", "mount-1");
  }

  private static PodSettings everything() {
    return new PodSettings(
        "trainer",
        Map.of("memory", "1Gi", "cpu", "500m"),
        Map.of("nvidia.com/gpu", "1", "memory", "2Gi"),
        Map.of("zone", "b", "accelerator", "a100"),
        List.of(
            new Toleration("nvidia.com/gpu", "Exists", null, "NoSchedule", null),
            new Toleration("spot", "Equal", "yes", "NoExecute", 60L)),
        List.of(
            new KeyAsVariable(Holder.SECRET, "s3", "key", "S3_KEY", false),
            new KeyAsVariable(Holder.CONFIG_MAP, "flags", "level", "LEVEL", true)),
        List.of(
            new VolumeMount(Kind.SECRET, "keys", "/keys", null, null, true),
            new VolumeMount(Kind.CONFIG_MAP, "files", "/files", "a.txt", null, false),
            new VolumeMount(Kind.CLAIM, "data", "/data", null, null, false),
            new VolumeMount(Kind.EMPTY, "scratch", "/scratch", null, "2Gi", false),
            new VolumeMount(Kind.MEMORY, "shm", "/dev/shm", null, null, false)),
        List.of("registry"),
        "IfNotPresent",
        Map.of(),
        Map.of());
  }

  private static PodSettings with(VolumeMount... mounts) {
    return new PodSettings(
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(mounts),
        List.of(),
        null,
        Map.of(),
        Map.of());
  }
}
