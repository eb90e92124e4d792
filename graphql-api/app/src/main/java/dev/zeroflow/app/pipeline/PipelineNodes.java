package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.PipelineReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Pipelines by their ids. */
@ApplicationScoped
class PipelineNodes implements NodeSource {
  private final PipelineReads reads;

  PipelineNodes(PipelineReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.PIPELINE;
  }

  @Override
  public List<ApiPipeline> find(String project, List<String> keys) {
    return reads.byIds(project, Ids.known(keys)).stream().map(ApiPipeline::of).toList();
  }
}
