package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.run.ApiPipelineRun;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.store.CatalogReads;
import dev.zeroflow.store.RunReads;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** What belongs to models and their versions, read for all of an answer at once. */
@GraphQLApi
@Refusing
public class ModelResolver {
  private final CatalogReads catalog;
  private final RunReads runs;

  ModelResolver(CatalogReads catalog, RunReads runs) {
    this.catalog = catalog;
    this.runs = runs;
  }

  @NonNull
  @Description("The newest 100 versions, newest first.")
  public Uni<List<List<@NonNull ApiModelVersion>>> versions(
      @Source List<ApiRegisteredModel> models) {
    List<String> names = models.stream().map(ApiRegisteredModel::name).distinct().toList();
    return catalog
        .versions(models.getFirst().stored().project(), names)
        .map(
            found -> {
              var byModel =
                  found.stream()
                      .map(ApiModelVersion::of)
                      .collect(Collectors.groupingBy(ApiModelVersion::model));
              return models.stream()
                  .map(model -> byModel.getOrDefault(model.name(), List.of()))
                  .toList();
            });
  }

  @NonNull
  @Description("The model itself.")
  public Uni<List<ApiArtifact>> artifact(@Source List<ApiModelVersion> versions) {
    List<UUID> ids = ids(versions, ModelVersion::artifactId);
    return catalog
        .artifacts(project(versions), ids)
        .map(
            found -> {
              var byId = found.stream().collect(Collectors.toMap(Artifact::id, ApiArtifact::of));
              // Always there: a foreign key holds it.
              return versions.stream()
                  .map(it -> Objects.requireNonNull(byId.get(it.stored().artifactId())))
                  .toList();
            });
  }

  @Description("Run that registered it; null if a person did.")
  public Uni<List<@Nullable ApiPipelineRun>> run(@Source List<ApiModelVersion> versions) {
    return runs.runs(project(versions), ids(versions, ModelVersion::runId))
        .map(
            found -> {
              var byId =
                  found.stream().collect(Collectors.toMap(RunRecord::id, ApiPipelineRun::of));
              return versions.stream()
                  .<@Nullable ApiPipelineRun>map(
                      it -> it.stored().runId() == null ? null : byId.get(it.stored().runId()))
                  .toList();
            });
  }

  private static String project(List<ApiModelVersion> versions) {
    return versions.getFirst().stored().project();
  }

  private static List<UUID> ids(
      List<ApiModelVersion> versions, Function<ModelVersion, @Nullable UUID> id) {
    return versions.stream()
        .map(version -> id.apply(version.stored()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
