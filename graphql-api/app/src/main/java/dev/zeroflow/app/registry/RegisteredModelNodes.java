package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.CatalogReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Registered models by their ids. */
@ApplicationScoped
class RegisteredModelNodes implements NodeSource {
  private final CatalogReads reads;

  RegisteredModelNodes(CatalogReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.REGISTERED_MODEL;
  }

  @Override
  public List<ApiRegisteredModel> find(String project, List<String> keys) {
    return Later.await(reads.models(project, Ids.known(keys))).stream()
        .map(ApiRegisteredModel::of)
        .toList();
  }
}
