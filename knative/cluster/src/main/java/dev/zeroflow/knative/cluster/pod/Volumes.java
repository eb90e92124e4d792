package dev.zeroflow.knative.cluster.pod;

import dev.zeroflow.scheduler.pod.VolumeMount;
import dev.zeroflow.scheduler.pod.VolumeMount.Kind;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.SecretVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Volumes of a pod and where a container sees them: mounts of the same thing share a volume. */
final class Volumes {
  private record Source(Kind kind, String name, @Nullable String size, boolean optional) {
    static Source of(VolumeMount mount) {
      return new Source(mount.kind(), mount.name(), mount.size(), mount.optional());
    }
  }

  private final List<VolumeMount> mounts;
  private final List<Source> sources;

  Volumes(List<VolumeMount> mounts) {
    this.mounts = mounts;
    this.sources = new ArrayList<>(mounts.stream().map(Source::of).distinct().toList());
  }

  List<Volume> volumes() {
    return sources.stream().map(this::volume).toList();
  }

  List<io.fabric8.kubernetes.api.model.VolumeMount> mounts() {
    return mounts.stream().map(this::mount).toList();
  }

  /** Numbers, since names of secrets may be longer than those of volumes. */
  private String name(Source source) {
    return "mount-" + sources.indexOf(source);
  }

  private io.fabric8.kubernetes.api.model.VolumeMount mount(VolumeMount mount) {
    var rendered =
        new VolumeMountBuilder()
            .withName(name(Source.of(mount)))
            .withMountPath(mount.path())
            .withSubPath(mount.subPath());
    return switch (mount.kind()) {
      // Knative and Kubernetes insist on it anyway; said here, nothing differs afterwards.
      case SECRET, CONFIG_MAP -> rendered.withReadOnly(true).build();
      case CLAIM, EMPTY, MEMORY -> rendered.build();
    };
  }

  private Volume volume(Source source) {
    var volume = new VolumeBuilder().withName(name(source));
    return switch (source.kind()) {
      case SECRET -> volume.withSecret(secret(source)).build();
      case CONFIG_MAP -> volume.withConfigMap(configMap(source)).build();
      case CLAIM -> volume.withNewPersistentVolumeClaim(source.name(), null).build();
      case EMPTY, MEMORY -> volume.withEmptyDir(empty(source)).build();
    };
  }

  private static SecretVolumeSource secret(Source source) {
    return new SecretVolumeSourceBuilder()
        .withSecretName(source.name())
        .withOptional(orNothing(source.optional()))
        .build();
  }

  private static ConfigMapVolumeSource configMap(Source source) {
    return new ConfigMapVolumeSourceBuilder()
        .withName(source.name())
        .withOptional(orNothing(source.optional()))
        .build();
  }

  private static EmptyDirVolumeSource empty(Source source) {
    return new EmptyDirVolumeSourceBuilder()
        .withMedium(source.kind() == Kind.MEMORY ? "Memory" : null)
        .withSizeLimit(source.size() == null ? null : new Quantity(source.size()))
        .build();
  }

  /** A default is not sent: what is not sent is not ours to own. */
  static @Nullable Boolean orNothing(boolean optional) {
    return optional ? true : null;
  }
}
