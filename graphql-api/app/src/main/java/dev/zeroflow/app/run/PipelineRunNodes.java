package dev.zeroflow.app.run;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.RunReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Runs of pipelines by their ids. */
@ApplicationScoped
class PipelineRunNodes implements NodeSource {
  private final RunReads reads;

  PipelineRunNodes(RunReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.PIPELINE_RUN;
  }

  @Override
  public List<ApiPipelineRun> find(String project, List<String> keys) {
    return Later.await(reads.runs(project, Ids.known(keys))).stream()
        .map(ApiPipelineRun::of)
        .toList();
  }
}
