package dev.zeroflow.scheduler.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a leaf component executes. */
final class ExecutorParser {
  private ExecutorParser() {}

  static Executor executor(SpecNode node) {
    if (node.has("container")) {
      return container(node.get("container"));
    }
    if (node.has("importer")) {
      return importer(node.get("importer"));
    }
    throw node.bad("has neither 'container' nor 'importer'");
  }

  private static Executor container(SpecNode node) {
    Map<String, String> env = new LinkedHashMap<>();
    node.elements("env")
        .forEach(variable -> env.put(variable.get("name").text(), variable.text("value", "")));
    var container =
        new Executor.Container(
            node.get("image").text(),
            texts(node, "command"),
            texts(node, "args"),
            env,
            Resources.NONE,
            null);
    if (container.function() == null) {
      throw InvalidPipelineException.unsupported(
          node.path(),
          "only task functions run so far: the image %s must be called with '--function NAME'"
              .formatted(container.image()));
    }
    return container;
  }

  private static List<Argument> texts(SpecNode node, String key) {
    return node.elements(key).stream().<Argument>map(it -> new Argument.Text(it.text())).toList();
  }

  private static Executor importer(SpecNode node) {
    SpecNode uri = node.get("artifactUri");
    @Nullable String parameter = uri.find("runtimeParameter").map(SpecNode::text).orElse(null);
    @Nullable String constant = uri.find("constant").map(SpecNode::text).orElse(null);
    if ((parameter == null) == (constant == null)) {
      throw uri.bad("needs either 'constant' or 'runtimeParameter'");
    }
    Map<String, @Nullable Object> metadata =
        node.find("metadata").map(SpecNode::members).map(ExecutorParser::values).orElseGet(Map::of);
    String type = node.get("typeSchema").text("schemaTitle", "system.Artifact");
    return new Executor.Importer(parameter, constant, type, metadata, node.flag("reimport"));
  }

  private static Map<String, @Nullable Object> values(Map<String, SpecNode> members) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    members.forEach((key, node) -> values.put(key, node.json()));
    return values;
  }
}
