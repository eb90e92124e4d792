package dev.zeroflow.scheduler.spec;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a leaf component executes. */
final class ExecutorParser {
  /** Only Vertex AI has them. */
  private static final List<String> UNSUPPORTED = List.of("resolver", "customJob");

  private ExecutorParser() {}

  /**
   * The executor.
   *
   * @param timeout what the platform document says about it, null for nothing
   * @param pod what the platform document asks of its pod
   */
  static Executor executor(SpecNode node, @Nullable Duration timeout, PodRequest pod) {
    for (String kind : UNSUPPORTED) {
      if (node.has(kind)) {
        throw InvalidPipelineException.unsupported(
            node.path() + "." + kind, "only containers and importers run here");
      }
    }
    return node.only("container", "importer").equals("container")
        ? container(node.get("container"), timeout, pod)
        : importer(node.get("importer"));
  }

  private static Executor container(SpecNode node, @Nullable Duration timeout, PodRequest pod) {
    Map<String, String> env = new LinkedHashMap<>();
    node.elements("env")
        .forEach(variable -> env.put(variable.get("name").text(), variable.text("value", "")));
    return new Executor.Container(
        node.get("image").text(),
        ArgumentParser.arguments(node, "command"),
        ArgumentParser.arguments(node, "args"),
        env,
        node.find("resources").map(ResourcesParser::resources).orElse(Resources.NONE),
        timeout,
        pod);
  }

  private static Executor importer(SpecNode node) {
    SpecNode uri = node.get("artifactUri");
    @Nullable String parameter = uri.find("runtimeParameter").map(SpecNode::text).orElse(null);
    @Nullable String constant = constantUri(uri);
    Map<String, @Nullable Object> metadata =
        node.find("metadata").map(SpecNode::members).map(ExecutorParser::values).orElseGet(Map::of);
    String type = node.get("typeSchema").text("schemaTitle", "system.Artifact");
    return new Executor.Importer(parameter, constant, type, metadata, node.flag("reimport"));
  }

  private static @Nullable String constantUri(SpecNode uri) {
    return switch (uri.only("constant", "constantValue", "runtimeParameter")) {
      case "constant" -> uri.get("constant").text();
      case "constantValue" -> uri.get("constantValue").get("stringValue").text();
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> values(Map<String, SpecNode> members) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    members.forEach((key, node) -> values.put(key, node.json()));
    return values;
  }
}
