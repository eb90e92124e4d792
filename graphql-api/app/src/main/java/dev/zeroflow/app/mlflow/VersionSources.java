package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.registry.ModelAliases;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.SourceUri;
import dev.zeroflow.metadata.registry.VersionOrigin;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.LoggedModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what the source of a version stands for. */
@ApplicationScoped
class VersionSources {
  private final ModelFiles models;
  private final MlflowRuns runs;
  private final ModelRegistry registry;
  private final ModelAliases aliases;

  VersionSources(ModelFiles models, MlflowRuns runs, ModelRegistry registry, ModelAliases aliases) {
    this.models = models;
    this.runs = runs;
    this.registry = registry;
    this.aliases = aliases;
  }

  /**
   * Where a version comes from.
   *
   * @param runId as it was sent; null or empty for none
   * @param modelId likewise
   * @throws HttpFailure with 400 if it cannot come from there, with 404 if there is no such thing
   */
  VersionOrigin origin(
      String project, String source, @Nullable String runId, @Nullable String modelId) {
    SourceUri uri = SourceUri.of(source);
    @Nullable UUID run = sent(runId) ? MlflowIds.run(runId, null) : null;
    @Nullable UUID model = sent(modelId) ? MlflowIds.model(modelId) : null;
    VersionOrigin origin =
        switch (uri.scheme()) {
          case "models" -> ofModel(project, uri, run, model);
          case "runs" -> ofRun(project, uri, run, model);
          default -> origin(source, source, run, model);
        };
    return described(project, withRunOfModel(project, origin));
  }

  /** With what the model's files say of it, if they are here. */
  private VersionOrigin described(String project, VersionOrigin origin) {
    return origin.signature() != null
        ? origin
        : models
            .description(project, origin.location())
            .flatMap(ModelDescription::parse)
            .map(it -> origin.with(it.signature(), it.environment()))
            .orElse(origin);
  }

  private static boolean sent(@Nullable String id) {
    return id != null && !id.isEmpty();
  }

  private static VersionOrigin origin(
      String source, String location, @Nullable UUID run, @Nullable UUID model) {
    return new VersionOrigin(source, location, "", run, model, null, null);
  }

  /** The run that made the logged model, unless the client said another one. */
  private VersionOrigin withRunOfModel(String project, VersionOrigin origin) {
    if (origin.loggedModelId() == null || origin.trackingRunId() != null) {
      return origin;
    }
    LoggedModel model = models.model(project, origin.loggedModelId());
    return new VersionOrigin(
        origin.source(),
        origin.location(),
        "",
        model.sourceRunId(),
        model.id(),
        origin.signature(),
        origin.environment());
  }

  /** {@code models:/m-<hex>}, or a version of a registered model. */
  private VersionOrigin ofModel(
      String project, SourceUri uri, @Nullable UUID run, @Nullable UUID model) {
    List<String> parts = uri.parts();
    if (parts.size() == 1 && MlflowIds.isModel(parts.getFirst())) {
      LoggedModel found = models.model(project, MlflowIds.model(parts.getFirst()));
      if (model != null && !model.equals(found.id())) {
        throw other(uri, "model_id");
      }
      return origin(uri.text(), found.root(), run, found.id());
    }
    VersionOrigin copied = version(project, uri, parts).origin();
    return new VersionOrigin(
        uri.text(),
        copied.location(),
        "",
        run == null ? copied.trackingRunId() : run,
        model == null ? copied.loggedModelId() : model,
        copied.signature(),
        copied.environment());
  }

  /** {@code name/version} or {@code name@alias}. */
  private ModelVersion version(String project, SourceUri uri, List<String> parts) {
    Optional<ModelVersion> found = Optional.empty();
    if (parts.size() == 2) {
      found = registry.find(project, parts.getFirst(), parts.getLast());
    } else if (parts.size() == 1 && parts.getFirst().indexOf('@') > 0) {
      String[] both = parts.getFirst().split("@", 2);
      found =
          aliases
              .find(project, both[0], both[1])
              .flatMap(alias -> registry.find(project, both[0], alias.version()));
    }
    return found.orElseThrow(
        () -> HttpFailure.notFound("Model version of source '%s' not found".formatted(uri.text())));
  }

  /** {@code runs:/<hex>/path}. */
  private VersionOrigin ofRun(
      String project, SourceUri uri, @Nullable UUID run, @Nullable UUID model) {
    List<String> parts = uri.parts();
    UUID named = MlflowIds.run(parts.isEmpty() ? null : parts.getFirst(), null);
    if (run != null && !run.equals(named)) {
      throw other(uri, "run_id");
    }
    String root = ArtifactRoots.ofRun(runs.get(project, named));
    Stream<String> path = Stream.concat(Stream.of(root), parts.stream().skip(1));
    return origin(uri.text(), String.join("/", path.toList()), named, model);
  }

  private static HttpFailure other(SourceUri uri, String field) {
    return HttpFailure.badInput(
        "Invalid model version source: '%s'. The %s request parameter must identify the resource that contains the source"
            .formatted(uri.text(), field));
  }
}
