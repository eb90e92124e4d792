package dev.zeroflow.scheduler.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads which task output becomes which output of a graph. */
final class OutputsParser {
  private OutputsParser() {}

  static GraphOutputs outputs(SpecNode node) {
    return new GraphOutputs(
        read(node, "parameters", OutputsParser::parameter),
        read(node, "artifacts", OutputsParser::artifact));
  }

  private static Map<String, List<Dag.Output>> read(
      SpecNode node, String kind, Function<SpecNode, List<Dag.Output>> read) {
    Map<String, List<Dag.Output>> outputs = new LinkedHashMap<>();
    node.members(kind).forEach((name, source) -> outputs.put(name, candidates(source, read)));
    return outputs;
  }

  private static List<Dag.Output> candidates(
      SpecNode source, Function<SpecNode, List<Dag.Output>> read) {
    List<Dag.Output> candidates = read.apply(source);
    if (candidates.isEmpty()) {
      throw source.bad("names no task that makes it");
    }
    return candidates;
  }

  private static List<Dag.Output> parameter(SpecNode node) {
    if (node.has("valueFromParameter")) {
      return List.of(output(node.get("valueFromParameter"), "outputParameterKey"));
    }
    if (node.has("valueFromOneof")) {
      return node.get("valueFromOneof").elements("parameterSelectors").stream()
          .map(selector -> output(selector, "outputParameterKey"))
          .toList();
    }
    throw InvalidPipelineException.unsupported(
        node.path(), "an output comes from valueFromParameter or valueFromOneof, nothing else");
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
