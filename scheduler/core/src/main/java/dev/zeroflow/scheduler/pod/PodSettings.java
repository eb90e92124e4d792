package dev.zeroflow.scheduler.pod;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function or job asks of its pod.
 *
 * @param serviceAccount null for that of the project
 * @param requests amounts by resource, e.g. {@code cpu} to {@code 500m}
 * @param limits amounts by resource, e.g. {@code nvidia.com/gpu} to {@code 1}
 * @param nodeSelector labels that the node must have
 * @param tolerations taints that it may have
 * @param variables values of secrets and config maps
 * @param mounts folders from the cluster
 * @param pullSecrets secrets for the registry of the image
 * @param pullPolicy {@code Always}, {@code IfNotPresent} or {@code Never}; null for the cluster's
 * @param labels of the pod
 * @param annotations of the pod
 */
public record PodSettings(
    @Nullable String serviceAccount,
    Map<String, String> requests,
    Map<String, String> limits,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    List<KeyAsVariable> variables,
    List<VolumeMount> mounts,
    List<String> pullSecrets,
    @Nullable String pullPolicy,
    Map<String, String> labels,
    Map<String, String> annotations) {
  /** Nothing in particular. */
  public static final PodSettings NONE =
      new PodSettings(
          null, Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), null,
          Map.of(), Map.of());

  public PodSettings {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
    nodeSelector = Map.copyOf(nodeSelector);
    tolerations = List.copyOf(tolerations);
    variables = List.copyOf(variables);
    mounts = List.copyOf(mounts);
    pullSecrets = List.copyOf(pullSecrets);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
