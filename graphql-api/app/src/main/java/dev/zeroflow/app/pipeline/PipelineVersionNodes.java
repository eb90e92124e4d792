package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.PipelineReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Versions of pipelines by their ids. */
@ApplicationScoped
class PipelineVersionNodes implements NodeSource {
  private final PipelineReads reads;

  PipelineVersionNodes(PipelineReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.PIPELINE_VERSION;
  }

  @Override
  public List<ApiPipelineVersion> find(String project, List<String> keys) {
    return reads.versions(project, Ids.known(keys)).stream()
        .map(it -> ApiPipelineVersion.of(project, it))
        .toList();
  }
}
