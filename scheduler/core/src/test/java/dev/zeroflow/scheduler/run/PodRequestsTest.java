package dev.zeroflow.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.scheduler.pod.KeyAsVariable;
import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.pod.Toleration;
import dev.zeroflow.scheduler.pod.VolumeMount;
import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the platform document asks of pods. */
class PodRequestsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void everyKindOfWishIsRead() {
    PodSettings pod =
        settings(
            """
            secretAsEnv:
            - secretName: old
              secretNameParameter: {runtimeValue: {constant: s}}
              keyToEnv: [{secretKey: k, envVar: K}]
            configMapAsEnv:
            - {configMapName: c, optional: true, keyToEnv: [{configMapKey: k, envVar: C}]}
            secretAsVolume: [{secretName: s, mountPath: /s, optional: true}]
            configMapAsVolume: [{configMapName: c, mountPath: /c}]
            pvcMount:
            - {constant: claim, mountPath: /data, subPath: in}
            - {mountPath: /new, pvcNameParameter: {runtimeValue: {constant: claim-2}}}
            emptyDirMounts:
            - {volumeName: scratch, mountPath: /scratch, sizeLimit: 2Gi}
            - {volumeName: fast, mountPath: /fast, medium: Memory}
            enabledSharedMemory: {volumeName: shm, size: 1Gi}
            nodeSelector: {labels: {disk: fast}}
            tolerations:
            - {key: gpu, operator: Exists, effect: NoSchedule, tolerationSeconds: '60'}
            podMetadata:
              labels: {kueue.x-k8s.io/queue-name: gpus}
              annotations: {scheduling.k8s.io/group-name: g}
            imagePullSecret: [{secretName: registry}]
            imagePullPolicy: Always
            """);
    assertThat(pod.variables())
        .containsExactly(
            new KeyAsVariable(KeyAsVariable.Holder.SECRET, "s", "k", "K", false),
            new KeyAsVariable(KeyAsVariable.Holder.CONFIG_MAP, "c", "k", "C", true));
    assertThat(pod.mounts())
        .containsExactly(
            new VolumeMount(VolumeMount.Kind.SECRET, "s", "/s", null, null, true),
            new VolumeMount(VolumeMount.Kind.CONFIG_MAP, "c", "/c", null, null, false),
            new VolumeMount(VolumeMount.Kind.CLAIM, "claim", "/data", "in", null, false),
            new VolumeMount(VolumeMount.Kind.CLAIM, "claim-2", "/new", null, null, false),
            new VolumeMount(VolumeMount.Kind.EMPTY, "scratch", "/scratch", null, "2Gi", false),
            new VolumeMount(VolumeMount.Kind.MEMORY, "fast", "/fast", null, null, false),
            new VolumeMount(VolumeMount.Kind.MEMORY, "shm", "/dev/shm", null, "1Gi", false));
    assertThat(pod.nodeSelector()).isEqualTo(Map.of("disk", "fast"));
    assertThat(pod.tolerations())
        .containsExactly(new Toleration("gpu", "Exists", null, "NoSchedule", 60L));
    assertThat(pod.labels()).isEqualTo(Map.of("kueue.x-k8s.io/queue-name", "gpus"));
    assertThat(pod.annotations()).isEqualTo(Map.of("scheduling.k8s.io/group-name", "g"));
    assertThat(pod.pullSecrets()).containsExactly("registry");
    assertThat(pod.pullPolicy()).isEqualTo("Always");
  }

  @Test
  void namesAndStructuresComeFromParameters() {
    PodSettings pod =
        settings(
            """
            secretAsVolume: [{mountPath: /s, secretNameParameter: {componentInputParameter: name}}]
            pvcMount: [{componentInputParameter: pipelinechannel--name, mountPath: /data}]
            nodeSelector: {nodeSelectorJson: {componentInputParameter: selector}}
            tolerations:
            - {tolerationJson: {componentInputParameter: tolerations}}
            - {tolerationJson: {componentInputParameter: absent}}
            imagePullSecret: [{secretNameParameter: {componentInputParameter: absent}}]
            """);
    assertThat(pod.mounts()).extracting(VolumeMount::name).containsExactly("given", "given");
    assertThat(pod.nodeSelector()).isEqualTo(Map.of("disk", "fast"));
    assertThat(pod.tolerations()).containsExactly(new Toleration("gpu", "Equal", "a", null, null));
    assertThat(pod.pullSecrets()).isEmpty();
  }

  @Test
  void whatHasNoNameIsRefused() {
    assertThatThrownBy(
            () ->
                settings(
                    """
                    secretAsVolume:
                    - {mountPath: /s, secretNameParameter: {componentInputParameter: absent}}
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name what has no value");
  }

  private static PodSettings settings(String executor) {
    String pipeline = PipelineText.with(root -> root.task("a")).json();
    String platform =
        "platforms:\n  kubernetes:\n    deploymentSpec:\n      executors:\n        exec-a:\n"
            + executor.indent(10);
    RunSnapshot run =
        Snapshots.submitted(
            new UUID(1, 2),
            PipelineParser.parse(
                (pipeline + "\n---\n" + platform).getBytes(StandardCharsets.UTF_8)),
            Map.of(
                "name",
                "given",
                "selector",
                Map.of("disk", "fast"),
                "tolerations",
                "[{\"key\": \"gpu\", \"value\": \"a\"}]"),
            RunOptions.DEFAULT,
            NOW);
    for (RunEvent event : new RunEvent[] {new RunEvent.Started(), new RunEvent.SlotGranted("a")}) {
      run = ((Decision.Change) RunDecider.decide(run, event, NOW)).next();
    }
    return PodRequests.settings(run, run.tasks().get("a"));
  }
}
