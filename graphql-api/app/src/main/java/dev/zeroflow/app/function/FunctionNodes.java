package dev.zeroflow.app.function;

import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Functions by their names; they serve all projects. */
@ApplicationScoped
class FunctionNodes implements NodeSource {
  private final FunctionRuntime runtime;

  FunctionNodes(FunctionRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public NodeType type() {
    return NodeType.FUNCTION;
  }

  @Override
  public List<ApiFunction> find(String project, List<String> keys) {
    return runtime.describe().stream()
        .filter(function -> keys.contains(function.name()))
        .map(ApiFunction::of)
        .toList();
  }
}
