package dev.zeroflow.knative.cluster.job;

import dev.zeroflow.knative.cluster.pod.Confinement;
import dev.zeroflow.knative.cluster.pod.HandlerContainer;
import dev.zeroflow.knative.cluster.pod.PodManifests;
import dev.zeroflow.scheduler.port.JobSpec;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Renders jobs. Pure: equal jobs give equal manifests. */
public final class JobManifests {
  /** Folder in which attempts have theirs, as the Python host in a pod sees it. */
  public static final String WORK = "/zeroflow/scratch/work";

  private static final String SCRATCH = "/zeroflow/scratch";

  private static final String EVENT_FOLDER = "/zeroflow/event";
  private static final String CONTAINER = "handler";

  /** The handler knows its deadline, and speaks first. */
  private static final Duration DEADLINE_GRACE = Duration.ofSeconds(15);

  private static final long STOP_SECONDS = 30;

  private final ClusterJobConfig config;
  private final PythonFolder python;

  public JobManifests(ClusterJobConfig config, PythonFolder python) {
    this.config = config;
    this.python = python;
  }

  /**
   * The job. It makes one pod and never another: whoever retries is the scheduler, which gives each
   * attempt a name of its own.
   */
  public Job job(JobSpec spec, Instant now) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(spec.id())
        .withNamespace(config.namespace())
        .withLabels(labels(spec))
        .endMetadata()
        .withNewSpec()
        .withSuspend(isQueued(spec) ? true : null)
        .withParallelism(1)
        .withCompletions(1)
        .withBackoffLimit(0)
        .withPodReplacementPolicy("Failed")
        .withPodFailurePolicy(anyFailureIsTheEnd())
        .withActiveDeadlineSeconds(seconds(spec, now))
        .withTtlSecondsAfterFinished((int) config.kept().toSeconds())
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(JobLabels.ofPod(spec))
        .withAnnotations(orNothing(spec.pod().annotations()))
        .endMetadata()
        .withSpec(pod(spec))
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The event of a job; {@link #ownership} makes it go away with it. */
  public Secret event(JobSpec spec) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(spec.id())
        .withNamespace(config.namespace())
        .withLabels(JobLabels.of(spec))
        .endMetadata()
        .withType("Opaque")
        .withImmutable(true)
        .withData(Map.of("event", Base64.getEncoder().encodeToString(spec.event())))
        .build();
  }

  /** The merge patch that makes a job the owner of its event. */
  String ownership(Job owner) {
    var reference =
        Map.of(
            "apiVersion",
            "batch/v1",
            "kind",
            "Job",
            "name",
            owner.getMetadata().getName(),
            "uid",
            owner.getMetadata().getUid());
    return Serialization.asJson(Map.of("metadata", Map.of("ownerReferences", List.of(reference))));
  }

  private static Map<String, String> labels(JobSpec spec) {
    Map<String, String> labels = JobLabels.of(spec);
    String queue = spec.pod().labels().get(JobLabels.KUEUE);
    if (queue != null) {
      labels.put(JobLabels.KUEUE, queue);
    }
    return labels;
  }

  private static boolean isQueued(JobSpec spec) {
    return spec.pod().labels().containsKey(JobLabels.KUEUE);
  }

  /** Also a disruption: what it has begun must not begin again under the same name. */
  private static PodFailurePolicy anyFailureIsTheEnd() {
    return new PodFailurePolicyBuilder()
        .addNewRule()
        .withAction("FailJob")
        .addNewOnPodCondition("True", "DisruptionTarget")
        .endRule()
        .addNewRule()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withContainerName(CONTAINER)
        .withOperator("NotIn")
        .withValues(0)
        .endOnExitCodes()
        .endRule()
        .build();
  }

  private static long seconds(JobSpec spec, Instant now) {
    Duration left = Duration.between(now, spec.deadline()).plus(DEADLINE_GRACE);
    return Math.max(1, left.toSeconds());
  }

  private PodSpec pod(JobSpec spec) {
    PodSpec pod =
        new PodSpecBuilder(PodManifests.render(container(spec), spec.pod()))
            .withRestartPolicy("Never")
            .withTerminationGracePeriodSeconds(STOP_SECONDS)
            .addNewVolume()
            .withName("event")
            .withNewSecret()
            .withSecretName(spec.id())
            .endSecret()
            .endVolume()
            .addNewVolume()
            .withName("scratch")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("event")
            .withMountPath(EVENT_FOLDER)
            .withReadOnly(true)
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("scratch")
            .withMountPath(SCRATCH)
            .endVolumeMount()
            .endContainer()
            .build();
    return isOurs(spec) ? pod : python.mountedInto(pod);
  }

  private boolean isOurs(JobSpec spec) {
    return config.images().containsKey(spec.image());
  }

  /** Images of users may need to run as root; ours do not. */
  private HandlerContainer container(JobSpec spec) {
    boolean ours = isOurs(spec);
    List<String> command =
        spec.command().isEmpty() && !ours ? PythonFolder.COMMAND : spec.command();
    return new HandlerContainer(
        CONTAINER,
        config.images().getOrDefault(spec.image(), spec.image()),
        command,
        List.of(),
        environment(spec),
        null,
        ours ? Confinement.RESTRICTED : Confinement.BASELINE);
  }

  private Map<String, String> environment(JobSpec spec) {
    var environment = new TreeMap<>(config.environment());
    environment.putAll(spec.environment());
    environment.put("K_EVENT_PATH", EVENT_FOLDER);
    environment.put("K_EXECUTION_MODE", "batch");
    environment.put("ZEROFLOW_WORK", WORK);
    environment.put("ZEROFLOW_ENVIRONMENTS", SCRATCH + "/environments");
    environment.put("ZEROFLOW_ALLOW_COMMANDS", "true");
    return environment;
  }

  private static @Nullable Map<String, String> orNothing(Map<String, String> annotations) {
    return annotations.isEmpty() ? null : new TreeMap<>(annotations);
  }
}
