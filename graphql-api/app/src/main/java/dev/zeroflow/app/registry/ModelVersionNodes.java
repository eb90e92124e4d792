package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.CatalogReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Versions of models by their ids. */
@ApplicationScoped
class ModelVersionNodes implements NodeSource {
  private final CatalogReads reads;

  ModelVersionNodes(CatalogReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.MODEL_VERSION;
  }

  @Override
  public List<ApiModelVersion> find(String project, List<String> keys) {
    return Later.await(reads.versionsById(project, Ids.known(keys))).stream()
        .map(ApiModelVersion::of)
        .toList();
  }
}
