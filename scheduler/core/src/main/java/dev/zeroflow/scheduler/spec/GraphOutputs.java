package dev.zeroflow.scheduler.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a document says about the outputs of a graph, kept apart by kind until it is checked. */
record GraphOutputs(
    Map<String, List<Dag.Output>> parameters, Map<String, List<Dag.Output>> artifacts) {
  static final GraphOutputs NONE = new GraphOutputs(Map.of(), Map.of());

  Map<String, List<Dag.Output>> all() {
    Map<String, List<Dag.Output>> all = new LinkedHashMap<>(parameters);
    all.putAll(artifacts);
    return all;
  }
}
