package dev.zeroflow.scheduler.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads which task output becomes which output of a graph. */
final class OutputsParser {
  private OutputsParser() {}

  static Map<String, List<Dag.Output>> outputs(SpecNode node) {
    Map<String, List<Dag.Output>> outputs = new LinkedHashMap<>();
    node.members("parameters").forEach((name, source) -> outputs.put(name, parameter(source)));
    node.members("artifacts").forEach((name, source) -> outputs.put(name, artifact(source)));
    return outputs;
  }

  private static List<Dag.Output> parameter(SpecNode node) {
    Stream<SpecNode> selectors =
        node.has("valueFromOneof")
            ? node.get("valueFromOneof").elements("parameterSelectors").stream()
            : Stream.of(node.get("valueFromParameter"));
    return selectors.map(selector -> output(selector, "outputParameterKey")).toList();
  }

  private static List<Dag.Output> artifact(SpecNode node) {
    return node.elements("artifactSelectors").stream()
        .map(selector -> output(selector, "outputArtifactKey"))
        .toList();
  }

  private static Dag.Output output(SpecNode node, String key) {
    return new Dag.Output(node.get("producerSubtask").text(), node.get(key).text());
  }
}
