package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.Caller.AttemptCaller;
import dev.zeroflow.app.auth.Caller.LocalUser;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.artifact.Artifacts;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.VersionContent;
import dev.zeroflow.metadata.registry.VersionOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers versions for tracking clients, which know locations and no artifacts. */
@ApplicationScoped
class NewVersions {
  private static final String PROMPT = "mlflow.prompt.is_prompt";

  private final VersionSources sources;
  private final ModelRegistry registry;
  private final Artifacts artifacts;
  private final Supplier<UUID> ids;

  NewVersions(
      VersionSources sources, ModelRegistry registry, Artifacts artifacts, Supplier<UUID> ids) {
    this.sources = sources;
    this.registry = registry;
    this.artifacts = artifacts;
    this.ids = ids;
  }

  /**
   * Registers a version.
   *
   * @param key chosen by the client, once per intended version; null if it does not know of such
   */
  ModelVersion register(
      Author author, Caller caller, RegistryRequest request, @Nullable String key) {
    String requestId = key == null || key.isBlank() ? ids.get().toString() : key.strip();
    VersionOrigin origin = origin(author.project(), request);
    Artifact artifact = artifact(author, request.requiredName(), origin, requestId);
    var content =
        new VersionContent(
            request.descriptionOrEmpty(),
            List.of(),
            origin,
            KeyValue.map(request.tags()),
            Map.of());
    @Nullable AttemptCaller attempt =
        switch (caller) {
          case AttemptCaller it -> it;
          case LocalUser _ -> null;
        };
    var registration =
        new ModelRegistration(
            author.project(),
            author.name(),
            request.requiredName(),
            artifact.id(),
            attempt == null ? null : attempt.runId(),
            attempt == null ? null : attempt.taskPath(),
            content,
            requestId);
    return registry.register(registration, artifact);
  }

  private VersionOrigin origin(String project, RegistryRequest request) {
    String source = MlflowRegistry.required("source", request.source());
    VersionOrigin found =
        isPrompt(request)
            ? new VersionOrigin(source, "", "", null, null, null, null)
            : sources.origin(project, source, request.runId(), request.modelId());
    String link = request.runLink() == null ? "" : request.runLink();
    return new VersionOrigin(
        source,
        found.location(),
        link,
        found.trackingRunId(),
        found.loggedModelId(),
        found.signature(),
        found.environment());
  }

  /** A prompt has no files, and its source is a word. */
  private static boolean isPrompt(RegistryRequest request) {
    boolean word = request.source() != null && request.source().matches("[a-z-]{1,50}");
    return word && "true".equals(KeyValue.map(request.tags()).get(PROMPT));
  }

  /** That of the logged model has its id; any other one is new, and nothing of it is known. */
  private static Artifact artifact(
      Author author, String name, VersionOrigin origin, String requestId) {
    @Nullable UUID logged = origin.loggedModelId();
    String unique = author.project() + "/version/" + requestId;
    UUID id =
        logged == null ? UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8)) : logged;
    return new Artifact(
        id,
        author.project(),
        name,
        "system.Model",
        origin.location(),
        "",
        0,
        Map.of(),
        author.at());
  }

  /** Where clients find the files of a version. */
  String location(ModelVersion version) {
    String location = version.origin().location();
    return location.isEmpty()
        ? artifacts.find(version.project(), version.artifactId()).map(Artifact::uri).orElse("")
        : location;
  }
}
