package dev.zeroflow.scheduler.run;

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
}
