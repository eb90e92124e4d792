package dev.zeroflow.scheduler.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inputs or outputs of a task, of a graph or of a run.
 *
 * @param parameters JSON values by name
 * @param artifacts artifacts by name, most of them a list of one
 */
public record Values(
    Map<String, @Nullable Object> parameters, Map<String, List<ArtifactRef>> artifacts) {
  /** Nothing. */
  public static final Values NONE = new Values(Map.of(), Map.of());

  /** These values, with others over them. */
  public Values with(Values over) {
    var allParameters = new LinkedHashMap<String, @Nullable Object>(parameters);
    allParameters.putAll(over.parameters);
    var allArtifacts = new LinkedHashMap<>(artifacts);
    allArtifacts.putAll(over.artifacts);
    return new Values(allParameters, allArtifacts);
  }
}
