package dev.zeroflow.app.lineage;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.ExecutionReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Executions by their ids. */
@ApplicationScoped
class ExecutionNodes implements NodeSource {
  private final ExecutionReads reads;

  ExecutionNodes(ExecutionReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.EXECUTION;
  }

  @Override
  public List<ApiExecution> find(String project, List<String> keys) {
    return reads.byIds(project, Ids.known(keys)).stream().map(ApiExecution::of).toList();
  }
}
