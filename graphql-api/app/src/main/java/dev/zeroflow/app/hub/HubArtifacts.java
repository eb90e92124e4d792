package dev.zeroflow.app.hub;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.hub.HubArtifact;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.registry.SourceUri;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Artifacts of versions: where they are does not change, what is said of them may. */
@ApplicationScoped
class HubArtifacts {
  private static final Set<String> TYPES =
      Set.of("model-artifact", "doc-artifact", "dataset-artifact");

  private final HubRegistry hub;
  private final Supplier<UUID> ids;

  HubArtifacts(HubRegistry hub, Supplier<UUID> ids) {
    this.hub = hub;
    this.ids = ids;
  }

  HubArtifact get(String project, String id) {
    return hub.artifacts(project, HubQuery.byId(HubIds.require("artifact", id))).stream()
        .findFirst()
        .orElseThrow(() -> HubIds.missing("artifact", id));
  }

  static Map<String, Object> page(List<HubArtifact> found, HubQuery query) {
    return HubBodies.page(
        found,
        query,
        HubBodies::artifact,
        it ->
            HubBodies.place(query, it.artifact().id(), it.artifact().createdAt(), it.updatedAt()));
  }

  Map<String, @Nullable Object> add(Author author, int version, HubBody request) {
    String sent = request.text("artifactType");
    String type = sent == null ? "model-artifact" : sent;
    if (!TYPES.contains(type)) {
      throw HttpFailure.badInput("artifactType must be one of " + TYPES + ": " + type);
    }
    String uri = request.orEmpty("uri");
    UUID id = ids.get();
    String name = request.text("name");
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put(HubRegistry.PROPERTIES, described(request, Map.of()));
    var artifact =
        new Artifact(
            id,
            author.project(),
            name == null || name.isEmpty() ? id.toString() : name,
            type,
            uri.isEmpty() ? uri : SourceUri.of(uri).text(),
            "",
            0,
            metadata,
            author.at());
    return HubBodies.artifact(hub.add(author, version, artifact));
  }

  /** Other properties and the description, which artifacts have no column for. */
  private static Map<String, @Nullable Object> described(
      HubBody request, Map<String, @Nullable Object> kept) {
    Map<String, @Nullable Object> properties = request.onto(kept);
    String description = request.text("description");
    if (description != null) {
      properties.put("description", description);
    }
    return properties;
  }

  Map<String, @Nullable Object> change(Author author, String id, HubBody request) {
    HubArtifact before = get(author.project(), id);
    String uri = request.text("uri");
    if (uri != null && !uri.equals(before.artifact().uri())) {
      throw HttpFailure.badInput(
          "what a version points to does not change: register a new version for " + uri);
    }
    var kept = described(request, HubBodies.properties(before.artifact()));
    return HubBodies.artifact(hub.describe(author, before.artifact().id(), kept));
  }
}
