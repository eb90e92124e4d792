package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.CatalogReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Artifacts by their ids. */
@ApplicationScoped
class ArtifactNodes implements NodeSource {
  private final CatalogReads reads;

  ArtifactNodes(CatalogReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.ARTIFACT;
  }

  @Override
  public List<ApiArtifact> find(String project, List<String> keys) {
    return Later.await(reads.artifacts(project, Ids.known(keys))).stream()
        .map(ApiArtifact::of)
        .toList();
  }
}
