package dev.zeroflow.app.trigger;

import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.CatalogReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Triggers by their names. */
@ApplicationScoped
class TriggerNodes implements NodeSource {
  private final CatalogReads reads;

  TriggerNodes(CatalogReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.TRIGGER;
  }

  @Override
  public List<ApiTrigger> find(String project, List<String> keys) {
    return Later.await(reads.triggers(project, keys)).stream().map(ApiTrigger::of).toList();
  }
}
