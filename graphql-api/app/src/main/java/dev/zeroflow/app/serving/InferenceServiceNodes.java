package dev.zeroflow.app.serving;

import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.CatalogReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Inference services by their names. */
@ApplicationScoped
class InferenceServiceNodes implements NodeSource {
  private final CatalogReads reads;

  InferenceServiceNodes(CatalogReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.INFERENCE_SERVICE;
  }

  @Override
  public List<ApiInferenceService> find(String project, List<String> keys) {
    return Later.await(reads.services(project, keys)).stream()
        .map(ApiInferenceService::of)
        .toList();
  }
}
