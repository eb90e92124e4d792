package dev.zeroflow.app.lineage;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.CatalogReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Tells where in the lineage something is. Blocking. */
@ApplicationScoped
public class LineageRoots {
  private final CatalogReads catalog;

  LineageRoots(CatalogReads catalog) {
    this.catalog = catalog;
  }

  /** Two places. */
  record Ends(UUID a, UUID b) {}

  /** Its place; empty for what has none. A text that is nothing but a UUID is a place. */
  public Optional<UUID> find(String project, String id) {
    NodeType type = NodeType.of(id).orElse(null);
    return switch (type) {
      case null -> Ids.parse(id);
      // A tracking run and its execution have the same UUID.
      case ARTIFACT, EXECUTION, MODEL_VERSION, TRACKING_RUN -> type.uuid(id);
      case INFERENCE_SERVICE -> Later.await(catalog.placeOfService(project, type.key(id)));
      case PIPELINE_RUN,
          EXPERIMENT,
          TRACE,
          TASK,
          REGISTERED_MODEL,
          PIPELINE,
          PIPELINE_VERSION,
          FUNCTION,
          PROJECT,
          WEBHOOK,
          TRIGGER ->
          Optional.empty();
    };
  }

  Optional<Ends> both(String project, String a, String b) {
    return find(project, a)
        .flatMap(first -> find(project, b).map(second -> new Ends(first, second)));
  }
}
