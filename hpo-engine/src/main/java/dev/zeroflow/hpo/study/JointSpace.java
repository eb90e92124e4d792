package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters that all told trials have in common; once there is a trial it only shrinks. */
final class JointSpace {
  private @Nullable Map<String, Distribution> common;
  private SearchSpace space = SearchSpace.EMPTY;

  SearchSpace space() {
    return space;
  }

  void add(Trial told) {
    Map<String, Parameter> parameters = told.parameters();
    if (common == null) {
      Map<String, Distribution> first = new HashMap<>();
      parameters.forEach((name, parameter) -> first.put(name, parameter.distribution()));
      common = first;
      space = SearchSpace.of(first);
    } else if (common.entrySet().removeIf(known -> !has(parameters, known))) {
      space = SearchSpace.of(common);
    }
  }

  private static boolean has(
      Map<String, Parameter> parameters, Map.Entry<String, Distribution> known) {
    Parameter parameter = parameters.get(known.getKey());
    return parameter != null && parameter.distribution().equals(known.getValue());
  }
}
