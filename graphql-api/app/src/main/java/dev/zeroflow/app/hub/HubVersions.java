package dev.zeroflow.app.hub;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.Caller.AttemptCaller;
import dev.zeroflow.app.auth.Caller.LocalUser;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.hub.HubModel;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.hub.HubVersion;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.VersionContent;
import dev.zeroflow.metadata.registry.VersionOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Versions by their names. They get their numbers like all others; their artifact comes with a
 * request of its own, and until then a placeholder stands for it.
 */
@ApplicationScoped
class HubVersions {
  private final HubRegistry hub;
  private final ModelRegistry registry;
  private final Supplier<UUID> ids;

  HubVersions(HubRegistry hub, ModelRegistry registry, Supplier<UUID> ids) {
    this.hub = hub;
    this.registry = registry;
    this.ids = ids;
  }

  HubVersion get(String project, String id) {
    return hub.versions(project, HubQuery.byId(HubIds.number("model version", id))).stream()
        .findFirst()
        .orElseThrow(() -> HubIds.missing("model version", id));
  }

  Map<String, Object> page(String project, HubQuery query) {
    return HubBodies.page(
        hub.versions(project, query),
        query,
        HubBodies::version,
        it ->
            HubBodies.place(
                query, it.number(), it.version().createdAt(), it.version().updatedAt()));
  }

  /** A version of this name is made once, however often it is asked for in the same words. */
  Map<String, @Nullable Object> create(
      Author author, Caller caller, HubModel model, HubBody request) {
    String name = request.required("name");
    Map<String, @Nullable Object> properties = request.properties();
    properties.put("name", name);
    UUID unique = HubIds.named(author.project(), "version of " + model.model().id(), name);
    Artifact placeholder =
        new Artifact(
            artifactId(author.project(), model.number(), name),
            author.project(),
            name,
            "model-artifact",
            "",
            "",
            0,
            Map.of(HubRegistry.PLACEHOLDER, true),
            author.at());
    var content =
        new VersionContent(
            request.orEmpty("description"), List.of(), VersionOrigin.UNKNOWN, Map.of(), properties);
    registry.register(
        registration(author, caller, model.model().name(), content, placeholder.id(), unique),
        placeholder);
    return find(author.project(), model.number(), name)
        .map(HubBodies::version)
        .orElseThrow(() -> HubIds.missing("model version", name));
  }

  private Optional<HubVersion> find(String project, int model, String name) {
    var query = new HubQuery(null, name, null, model, HubQuery.OrderBy.ID, false, null, 1);
    return hub.versions(project, query).stream().findFirst();
  }

  /** A repeated request is about the same artifact; a name that is free again about a new one. */
  private UUID artifactId(String project, int model, String name) {
    return find(project, model, name).map(it -> it.version().artifactId()).orElseGet(ids);
  }

  private static ModelRegistration registration(
      Author author,
      Caller caller,
      String model,
      VersionContent content,
      UUID artifact,
      UUID unique) {
    @Nullable AttemptCaller attempt =
        switch (caller) {
          case AttemptCaller it -> it;
          case LocalUser _ -> null;
        };
    return new ModelRegistration(
        author.project(),
        author.name(),
        model,
        artifact,
        attempt == null ? null : attempt.runId(),
        attempt == null ? null : attempt.taskPath(),
        content,
        unique.toString());
  }
}
