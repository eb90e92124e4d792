package dev.zeroflow.scheduler.spec;

import dev.zeroflow.scheduler.pod.KeyAsVariable;
import dev.zeroflow.scheduler.pod.VolumeMount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the platform document asks of the pod of an executor. Names may come from where inputs of a
 * task come from; {@code PodRequests} fills them in.
 *
 * @param variables values that the cluster holds
 * @param folders what is mounted
 * @param nodeSelectors each a struct of labels
 * @param tolerations each a struct of one, or a list of them
 * @param pullSecrets names of secrets
 * @param pullPolicy null for the cluster's
 * @param labels of the pod
 * @param annotations of the pod
 */
public record PodRequest(
    List<Variables> variables,
    List<Folder> folders,
    List<InputSource> nodeSelectors,
    List<InputSource> tolerations,
    List<InputSource> pullSecrets,
    @Nullable String pullPolicy,
    Map<String, String> labels,
    Map<String, String> annotations) {
  /** Nothing in particular. */
  public static final PodRequest NONE =
      new PodRequest(
          List.of(), List.of(), List.of(), List.of(), List.of(), null, Map.of(), Map.of());

  /**
   * Values of one secret or config map.
   *
   * @param holder what holds them
   * @param name its name
   * @param keys names of variables by key
   * @param optional whether the container starts without it
   */
  public record Variables(
      KeyAsVariable.Holder holder, InputSource name, Map<String, String> keys, boolean optional) {}

  /**
   * A folder from the cluster.
   *
   * @param kind what is mounted
   * @param name its name
   * @param path absolute path in the container
   * @param subPath path inside the volume, null for all of it
   * @param size of an empty folder, null for no limit
   * @param optional whether the container starts without it
   */
  public record Folder(
      VolumeMount.Kind kind,
      InputSource name,
      String path,
      @Nullable String subPath,
      @Nullable String size,
      boolean optional) {}
}
