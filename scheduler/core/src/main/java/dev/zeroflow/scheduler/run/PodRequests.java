package dev.zeroflow.scheduler.run;

import dev.zeroflow.scheduler.pod.KeyAsVariable;
import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.pod.Toleration;
import dev.zeroflow.scheduler.pod.VolumeMount;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.InputSource;
import dev.zeroflow.scheduler.spec.JsonText;
import dev.zeroflow.scheduler.spec.Place;
import dev.zeroflow.scheduler.spec.PodRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a step asks of its pod. A parameter that has no value leaves out a selector, a
 * toleration or a pull secret, as Kubeflow does; a folder or variable needs its name.
 */
public final class PodRequests {
  private final Surroundings around;

  private PodRequests(Surroundings around) {
    this.around = around;
  }

  /**
   * What the platform document says about the container of a task; resources are not part of it.
   *
   * @throws IllegalArgumentException if a value cannot be used
   */
  public static PodSettings settings(RunSnapshot run, Task task) {
    Place place = Place.of(run.pipeline(), task.path());
    String parent = Task.parent(task.path());
    String graph = place.isIteration() ? Task.parent(parent) : parent;
    var container = (Executor.Container) place.spec().component().body();
    return new PodRequests(new Surroundings(run, graph)).settings(container.pod());
  }

  private PodSettings settings(PodRequest request) {
    var selector = new HashMap<String, String>();
    request.nodeSelectors().forEach(it -> selector.putAll(texts(value(it))));
    return new PodSettings(
        null,
        Map.of(),
        Map.of(),
        selector,
        tolerations(request.tolerations()),
        request.variables().stream().flatMap(it -> variables(it).stream()).toList(),
        request.folders().stream().map(this::mount).toList(),
        pullSecrets(request.pullSecrets()),
        request.pullPolicy(),
        request.labels(),
        request.annotations());
  }

  private List<KeyAsVariable> variables(PodRequest.Variables from) {
    String name = name(from.name());
    var variables = new ArrayList<KeyAsVariable>();
    from.keys()
        .forEach(
            (key, variable) ->
                variables.add(
                    new KeyAsVariable(from.holder(), name, key, variable, from.optional())));
    return variables;
  }

  private VolumeMount mount(PodRequest.Folder folder) {
    return new VolumeMount(
        folder.kind(),
        name(folder.name()),
        folder.path(),
        folder.subPath(),
        folder.size(),
        folder.optional());
  }

  private List<String> pullSecrets(List<InputSource> sources) {
    return sources.stream()
        .map(this::value)
        .filter(it -> it instanceof String name && !name.isEmpty())
        .map(String.class::cast)
        .toList();
  }

  private List<Toleration> tolerations(List<InputSource> sources) {
    var tolerations = new ArrayList<Toleration>();
    for (InputSource source : sources) {
      switch (structured(value(source))) {
        case null -> {}
        case List<?> list -> list.forEach(it -> tolerations.add(toleration(it)));
        case Object one -> tolerations.add(toleration(one));
      }
    }
    return tolerations;
  }

  private static Toleration toleration(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("a toleration must be a struct, not " + value);
    }
    String key = text(map, "key");
    String operator = text(map, "operator");
    return new Toleration(
        key,
        operator == null ? "Equal" : operator,
        text(map, "value"),
        text(map, "effect"),
        seconds(map.get("tolerationSeconds")));
  }

  private static @Nullable Long seconds(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> number.longValue();
      case String text -> Long.valueOf(text);
      default -> throw new IllegalArgumentException("tolerationSeconds must be a whole number");
    };
  }

  private static @Nullable String text(Map<?, ?> map, String member) {
    Object value = map.get(member);
    return value == null || value.equals("") ? null : String.valueOf(value);
  }

  private static Map<String, String> texts(@Nullable Object value) {
    Object struct = structured(value);
    if (struct == null) {
      return Map.of();
    }
    if (!(struct instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("a node selector must be a struct, not " + value);
    }
    var texts = new HashMap<String, String>();
    map.forEach((key, member) -> texts.put(String.valueOf(key), String.valueOf(member)));
    return texts;
  }

  /** Structs may come as their text. */
  private static @Nullable Object structured(@Nullable Object value) {
    return value instanceof String text ? JsonText.collection(text).orElse(value) : value;
  }

  private String name(InputSource source) {
    Object value = value(source);
    if (!(value instanceof String name) || name.isEmpty()) {
      throw new IllegalArgumentException(
          "the platform settings of the step name what has no value: " + source);
    }
    return name;
  }

  private @Nullable Object value(InputSource source) {
    return switch (source) {
      case InputSource.Constant constant -> constant.value();
      case InputSource.GraphParameter from -> {
        Map<String, @Nullable Object> declaring = around.declaring(from.name());
        yield declaring.get(Surroundings.nameIn(declaring, from.name()));
      }
      case InputSource.TaskParameter from ->
          around.outputs(from.task()).parameters().get(from.output());
      case InputSource.Member member ->
          structured(value(member.of())) instanceof Map<?, ?> map ? map.get(member.name()) : null;
      case InputSource.FinalStatus ignored -> null;
      case InputSource.GraphArtifact ignored -> null;
      case InputSource.TaskArtifact ignored -> null;
    };
  }
}
