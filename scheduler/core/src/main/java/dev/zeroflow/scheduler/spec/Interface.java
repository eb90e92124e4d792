package dev.zeroflow.scheduler.spec;

import java.util.Map;

/** Declared inputs, or declared outputs, of a component; in the order of the document. */
public record Interface(Map<String, ParameterDef> parameters, Map<String, ArtifactDef> artifacts) {
  static final Interface NONE = new Interface(Map.of(), Map.of());

  /** Whether it has a parameter or an artifact of the name. */
  boolean declares(String name) {
    return parameters.containsKey(name) || artifacts.containsKey(name);
  }
}
