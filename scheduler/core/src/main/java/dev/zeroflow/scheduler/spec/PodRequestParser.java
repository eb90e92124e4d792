package dev.zeroflow.scheduler.spec;

import dev.zeroflow.scheduler.pod.KeyAsVariable.Holder;
import dev.zeroflow.scheduler.pod.VolumeMount.Kind;
import dev.zeroflow.scheduler.spec.PodRequest.Folder;
import dev.zeroflow.scheduler.spec.PodRequest.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an executor asks of its pod. Names stand twice in the document, as plain text and as
 * where they come from; the latter counts.
 */
final class PodRequestParser {
  /** The members that it reads. */
  static final Set<String> READ =
      Set.of(
          "secretAsEnv",
          "secretAsVolume",
          "configMapAsEnv",
          "configMapAsVolume",
          "pvcMount",
          "nodeSelector",
          "tolerations",
          "podMetadata",
          "imagePullSecret",
          "imagePullPolicy",
          "emptyDirMounts",
          "enabledSharedMemory");

  private static final String SHARED_MEMORY = "/dev/shm";
  private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");

  private PodRequestParser() {}

  static PodRequest request(SpecNode executor) {
    var variables = new ArrayList<Variables>();
    executor.elements("secretAsEnv").forEach(it -> variables.add(secret(it)));
    executor.elements("configMapAsEnv").forEach(it -> variables.add(configMap(it)));
    Optional<SpecNode> metadata = executor.find("podMetadata");
    return new PodRequest(
        List.copyOf(variables),
        folders(executor),
        executor
            .find("nodeSelector")
            .map(PodRequestParser::nodeSelector)
            .map(List::of)
            .orElse(List.of()),
        each(executor, "tolerations", PodRequestParser::toleration),
        each(executor, "imagePullSecret", it -> name(it, "secretName")),
        executor.find("imagePullPolicy").map(PodRequestParser::pullPolicy).orElse(null),
        metadata.map(it -> texts(it, "labels")).orElse(Map.of()),
        metadata.map(it -> texts(it, "annotations")).orElse(Map.of()));
  }

  private static <T> List<T> each(SpecNode node, String member, Function<SpecNode, T> read) {
    return node.elements(member).stream().map(read).toList();
  }

  private static Variables secret(SpecNode node) {
    return new Variables(
        Holder.SECRET, name(node, "secretName"), keys(node, "secretKey"), node.flag("optional"));
  }

  private static Variables configMap(SpecNode node) {
    return new Variables(
        Holder.CONFIG_MAP,
        name(node, "configMapName"),
        keys(node, "configMapKey"),
        node.flag("optional"));
  }

  private static Map<String, String> keys(SpecNode node, String key) {
    var keys = new LinkedHashMap<String, String>();
    node.elements("keyToEnv").forEach(it -> keys.put(it.get(key).text(), it.get("envVar").text()));
    return keys;
  }

  private static List<Folder> folders(SpecNode executor) {
    var folders = new ArrayList<Folder>();
    executor
        .elements("secretAsVolume")
        .forEach(it -> folders.add(held(Kind.SECRET, it, "secretName")));
    executor
        .elements("configMapAsVolume")
        .forEach(it -> folders.add(held(Kind.CONFIG_MAP, it, "configMapName")));
    executor.elements("pvcMount").forEach(it -> folders.add(claim(it)));
    executor.elements("emptyDirMounts").forEach(it -> folders.add(empty(it)));
    executor.find("enabledSharedMemory").ifPresent(it -> folders.add(sharedMemory(it)));
    return List.copyOf(folders);
  }

  private static Folder held(Kind kind, SpecNode node, String name) {
    return new Folder(kind, name(node, name), path(node), null, null, node.flag("optional"));
  }

  private static Folder claim(SpecNode node) {
    InputSource name =
        node.has("pvcNameParameter")
            ? InputsParser.parameter(node.get("pvcNameParameter"))
            : olderClaim(node);
    return new Folder(Kind.CLAIM, name, path(node), text(node, "subPath"), null, false);
  }

  private static InputSource olderClaim(SpecNode node) {
    return node.has("constant")
        ? new InputSource.Constant(node.get("constant").text())
        : InputsParser.parameter(node);
  }

  private static Folder empty(SpecNode node) {
    boolean memory = node.text("medium", "").equals("Memory");
    InputSource name = new InputSource.Constant(node.text("volumeName", "empty"));
    Kind kind = memory ? Kind.MEMORY : Kind.EMPTY;
    return new Folder(kind, name, path(node), null, text(node, "sizeLimit"), false);
  }

  private static Folder sharedMemory(SpecNode node) {
    InputSource name = new InputSource.Constant(node.text("volumeName", "shm"));
    return new Folder(Kind.MEMORY, name, SHARED_MEMORY, null, text(node, "size"), false);
  }

  private static String path(SpecNode node) {
    SpecNode path = node.get("mountPath");
    if (!path.text().startsWith("/")) {
      throw path.bad("must be an absolute path");
    }
    return path.text();
  }

  private static InputSource nodeSelector(SpecNode node) {
    return node.has("nodeSelectorJson")
        ? InputsParser.parameter(node.get("nodeSelectorJson"))
        : new InputSource.Constant(texts(node, "labels"));
  }

  private static InputSource toleration(SpecNode node) {
    return node.has("tolerationJson")
        ? InputsParser.parameter(node.get("tolerationJson"))
        : new InputSource.Constant(node.json());
  }

  private static String pullPolicy(SpecNode node) {
    if (!PULL_POLICIES.contains(node.text())) {
      throw node.bad("must be Always, IfNotPresent or Never");
    }
    return node.text();
  }

  private static InputSource name(SpecNode node, String name) {
    return node.find(name + "Parameter")
        .map(InputsParser::parameter)
        .orElseGet(() -> new InputSource.Constant(node.get(name).text()));
  }

  private static @Nullable String text(SpecNode node, String name) {
    String text = node.text(name, "");
    return text.isEmpty() ? null : text;
  }

  private static Map<String, String> texts(SpecNode node, String member) {
    var texts = new LinkedHashMap<String, String>();
    node.members(member).forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }
}
