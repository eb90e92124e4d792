package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.trigger.RunTrigger;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads models, what is served and what starts runs: one statement for each call. Never blocks. */
public final class CatalogReads {
  /** Most rows of a list; the newest or first ones by its order. */
  static final int MAX_ROWS = 1_000;

  /** Most versions of one model in a list. */
  public static final int MAX_VERSIONS = 100;

  private final Reader reader;

  public CatalogReads(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.reader = new Reader(sessions, vertx);
  }

  /** Models of the project, ordered by name. */
  public Uni<List<RegisteredModel>> models(String project) {
    return reader
        .list(
            "from ModelEntity where project = :project order by name",
            ModelEntity.class,
            query -> query.setParameter("project", project).setMaxResults(MAX_ROWS))
        .map(rows -> rows.stream().map(ModelEntity::toRecord).toList());
  }

  /** The model, if the project has it. */
  public Uni<Optional<RegisteredModel>> model(String project, String name) {
    return reader
        .list(
            "from ModelEntity where project = :project and name = :name",
            ModelEntity.class,
            query -> query.setParameter("project", project).setParameter("name", name))
        .map(rows -> rows.stream().map(ModelEntity::toRecord).findFirst());
  }

  /** The newest versions of each of these models, newest first. */
  public Uni<List<ModelVersion>> versions(String project, Collection<String> models) {
    return reader
        .list(
            // Numbers have no gaps, so the newest ones of each model are a range of numbers.
            """
            select version from ModelVersionEntity version
              join ModelEntity model
                on model.project = version.project and model.name = version.model
            where version.project = :project and version.model in :models
              and version.number > model.lastVersion - :each
            order by version.model, version.number desc
            """,
            ModelVersionEntity.class,
            query ->
                query
                    .setParameter("project", project)
                    .setParameter("models", models)
                    .setParameter("each", MAX_VERSIONS))
        .map(rows -> rows.stream().map(ModelVersionEntity::toRecord).toList());
  }

  /** The version, if the project has it. */
  public Uni<Optional<ModelVersion>> version(String project, String model, String version) {
    int number = Rows.versionNumber(version);
    return reader
        .list(
            """
            from ModelVersionEntity
            where project = :project and model = :model and number = :number
            """,
            ModelVersionEntity.class,
            query ->
                query
                    .setParameter("project", project)
                    .setParameter("model", model)
                    .setParameter("number", number))
        .map(rows -> rows.stream().map(ModelVersionEntity::toRecord).findFirst());
  }

  /** The artifacts with these ids that the project has, in any order. */
  public Uni<List<Artifact>> artifacts(String project, Collection<UUID> ids) {
    return reader
        .list(
            "from ArtifactEntity where project = :project and id in :ids",
            ArtifactEntity.class,
            query -> query.setParameter("project", project).setParameter("ids", ids))
        .map(rows -> rows.stream().map(ArtifactEntity::toRecord).toList());
  }

  /** What the project serves, ordered by name. */
  public Uni<List<InferenceService>> services(String project) {
    return reader
        .list(
            "from InferenceServiceEntity where project = :project order by name",
            InferenceServiceEntity.class,
            query -> query.setParameter("project", project).setMaxResults(MAX_ROWS))
        .map(rows -> rows.stream().map(InferenceServiceEntity::toRecord).toList());
  }

  /** The project's triggers, ordered by name. */
  public Uni<List<RunTrigger>> triggers(String project) {
    return reader
        .list(
            "from RunTriggerEntity where project = :project order by name",
            RunTriggerEntity.class,
            query -> query.setParameter("project", project).setMaxResults(MAX_ROWS))
        .map(rows -> rows.stream().map(RunTriggerEntity::toRecord).toList());
  }
}
