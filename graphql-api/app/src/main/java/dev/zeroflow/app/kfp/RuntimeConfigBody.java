package dev.zeroflow.app.kfp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is started with.
 *
 * @param parameters JSON values by name
 * @param pipelineRoot address that the run calls the root of its artifacts
 */
record RuntimeConfigBody(
    @Nullable Map<String, @Nullable Object> parameters, @Nullable String pipelineRoot) {
  private static final RuntimeConfigBody EMPTY = new RuntimeConfigBody(null, null);

  static RuntimeConfigBody orEmpty(@Nullable RuntimeConfigBody body) {
    return body == null ? EMPTY : body;
  }

  Map<String, @Nullable Object> values() {
    return parameters == null ? Map.of() : parameters;
  }

  String root() {
    return Refusals.orEmpty(pipelineRoot).strip();
  }
}
