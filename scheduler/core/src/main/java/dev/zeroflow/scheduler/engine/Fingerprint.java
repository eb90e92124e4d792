package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.Argument;
import dev.zeroflow.scheduler.spec.Component;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Interface;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names what a task executes by its content: the code with its environment, and the inputs. Two
 * tasks with the same fingerprint put out the same, wherever they stand. Artifacts count by their
 * digest, not by their address; arguments before their placeholders are filled in.
 *
 * @param digest SHA-256 of all parts in hex
 * @param parts the hash of each part by what it is, e.g. {@code parameter seed}
 */
record Fingerprint(String digest, Map<String, String> parts) {
  private static final int PART_LENGTH = 16;

  /**
   * The fingerprint of a task.
   *
   * @param inputs its resolved inputs
   * @param imageDigest names the content of its image
   */
  static Fingerprint of(TaskSpec task, Values inputs, String imageDigest) {
    Component component = task.component();
    var container = (Executor.Container) component.body();
    var parts = new TreeMap<String, String>();
    String key = task.caching().key();
    if (key != null) {
      parts.put("cache key", hash(component.name() + "\n" + key));
      return new Fingerprint(hash(Json.write(parts)), parts);
    }
    parts.put("image", hash(container.image() + "\n" + imageDigest));
    parts.put("command", hash(Json.write(arguments(container))));
    parts.put("environment", hash(Json.write(new TreeMap<>(container.env()))));
    parts.put("outputs", hash(Json.write(outputs(component.outputs()))));
    inputs.parameters().forEach((name, value) -> parts.put("parameter " + name, hash(text(value))));
    inputs.artifacts().forEach((name, refs) -> parts.put("artifact " + name, hash(content(refs))));
    return new Fingerprint(hash(Json.write(parts)), parts);
  }

  /** What differs from the parts of another; empty if nothing does. */
  String difference(Map<String, String> others) {
    Set<String> names = new TreeSet<>(parts.keySet());
    names.addAll(others.keySet());
    return names.stream()
        .filter(name -> !String.valueOf(parts.get(name)).equals(others.get(name)))
        .collect(Collectors.joining(", "));
  }

  private static List<String> arguments(Executor.Container container) {
    return Stream.concat(container.command().stream(), container.args().stream())
        .map(Argument::toString)
        .toList();
  }

  private static Map<String, String> outputs(Interface outputs) {
    var types = new LinkedHashMap<String, String>();
    new TreeMap<>(outputs.parameters())
        .forEach((name, def) -> types.put("parameter " + name, def.type().name()));
    new TreeMap<>(outputs.artifacts())
        .forEach((name, def) -> types.put("artifact " + name, def.type()));
    return types;
  }

  /** Members in the order of their names, so that the same struct is the same text. */
  private static String text(@Nullable Object value) {
    return Json.write(sorted(value));
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      var members = new TreeMap<String, @Nullable Object>();
      map.forEach((key, member) -> members.put(String.valueOf(key), sorted(member)));
      return members;
    }
    return value instanceof List<?> list ? list.stream().map(Fingerprint::sorted).toList() : value;
  }

  private static String content(List<ArtifactRef> refs) {
    return refs.stream()
        .map(ref -> ref.type() + " " + identity(ref) + " " + text(ref.metadata()))
        .collect(Collectors.joining("\n"));
  }

  private static String identity(ArtifactRef ref) {
    return ref.isStored() ? ref.digest() : ref.uri();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, PART_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
