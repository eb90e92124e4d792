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
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads models, what is served and what starts runs: one statement for each call. Never blocks. */
public final class CatalogReads {
  /** Most versions of one model in a list. */
  public static final int MAX_VERSIONS = 100;

  private final Reader reader;

  public CatalogReads(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.reader = new Reader(sessions, vertx);
  }

  /** Models with names behind this one, ordered by name; the empty text is before all. */
  public Uni<List<RegisteredModel>> models(String project, String after, int limit) {
    return behind("ModelEntity", ModelEntity.class, project, after, limit)
        .map(rows -> rows.stream().map(ModelEntity::toRecord).toList());
  }

  /** The models with these ids that the project has, in any order. */
  public Uni<List<RegisteredModel>> models(String project, Collection<UUID> ids) {
    return among("ModelEntity", ModelEntity.class, "id", project, ids)
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

  /** The versions with these ids that the project has, in any order. */
  public Uni<List<ModelVersion>> versionsById(String project, Collection<UUID> ids) {
    return among("ModelVersionEntity", ModelVersionEntity.class, "id", project, ids)
        .map(rows -> rows.stream().map(ModelVersionEntity::toRecord).toList());
  }

  /** The artifacts with these ids that the project has, in any order. */
  public Uni<List<Artifact>> artifacts(String project, Collection<UUID> ids) {
    return among("ArtifactEntity", ArtifactEntity.class, "id", project, ids)
        .map(rows -> rows.stream().map(ArtifactEntity::toRecord).toList());
  }

  /** What the project serves under names behind this one, ordered by name. */
  public Uni<List<InferenceService>> services(String project, String after, int limit) {
    return behind("InferenceServiceEntity", InferenceServiceEntity.class, project, after, limit)
        .map(rows -> rows.stream().map(InferenceServiceEntity::toRecord).toList());
  }

  /** What the project serves under these names, in any order. */
  public Uni<List<InferenceService>> services(String project, Collection<String> names) {
    return among("InferenceServiceEntity", InferenceServiceEntity.class, "name", project, names)
        .map(rows -> rows.stream().map(InferenceServiceEntity::toRecord).toList());
  }

  /** Where in the lineage the service of this name is. */
  public Uni<Optional<UUID>> placeOfService(String project, String name) {
    return among(
            "InferenceServiceEntity", InferenceServiceEntity.class, "name", project, Set.of(name))
        .map(rows -> rows.stream().map(row -> row.id).findFirst());
  }

  /** The project's triggers with names behind this one, ordered by name. */
  public Uni<List<RunTrigger>> triggers(String project, String after, int limit) {
    return behind("RunTriggerEntity", RunTriggerEntity.class, project, after, limit)
        .map(rows -> rows.stream().map(RunTriggerEntity::toRecord).toList());
  }

  /** The project's triggers of these names, in any order. */
  public Uni<List<RunTrigger>> triggers(String project, Collection<String> names) {
    return among("RunTriggerEntity", RunTriggerEntity.class, "name", project, names)
        .map(rows -> rows.stream().map(RunTriggerEntity::toRecord).toList());
  }

  private <R> Uni<List<R>> behind(
      String entity, Class<R> row, String project, String after, int limit) {
    return reader.list(
        "from " + entity + " where project = :project and name > :after order by name",
        row,
        query ->
            query
                .setParameter("project", project)
                .setParameter("after", after)
                .setMaxResults(limit));
  }

  private <R> Uni<List<R>> among(
      String entity, Class<R> row, String key, String project, Collection<?> keys) {
    return reader.list(
        "from " + entity + " where project = :project and " + key + " in :keys",
        row,
        query -> query.setParameter("project", project).setParameter("keys", keys));
  }
}
