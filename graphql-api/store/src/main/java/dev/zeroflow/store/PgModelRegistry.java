package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.registry.ModelMetric;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.Stage;
import dev.zeroflow.metadata.registry.VersionChange;
import dev.zeroflow.metadata.registry.VersionOrigin;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Versions of models in Postgres. */
public final class PgModelRegistry implements ModelRegistry {
  private final Database database;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  public PgModelRegistry(Pool pool, InstantSource clock, Supplier<UUID> ids) {
    this.database = new Database(pool);
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public ModelVersion register(ModelRegistration registration) {
    return database.transaction(
        connection ->
            first(connection, registration)
                .orElseGet(
                    () -> {
                      requireArtifact(connection, registration);
                      return add(connection, registration);
                    }));
  }

  @Override
  public ModelVersion register(ModelRegistration registration, Artifact artifact) {
    return database.transaction(
        connection ->
            first(connection, registration)
                .orElseGet(
                    () -> {
                      ModelLock.take(connection, author(registration), registration.model());
                      new PgLineageWriter()
                          .write(
                              (sql, values) -> Database.run(connection, sql, values),
                              List.of(new ArtifactRecorded(artifact)));
                      requireArtifact(connection, registration);
                      return add(connection, registration);
                    }));
  }

  /** What the same request made when it came first. */
  private static Optional<ModelVersion> first(
      SqlConnection connection, ModelRegistration registration) {
    Tuple request = Tuple.of(registration.project(), registration.clientRequestId());
    Database.run(connection, VersionSql.ONE_AT_A_TIME, request);
    return Database.first(Database.run(connection, VersionSql.REPEATED, request))
        .map(row -> repeated(row, registration));
  }

  private static ModelVersion repeated(Row first, ModelRegistration registration) {
    if (!first.getString("request_digest").equals(registration.requestDigest())) {
      throw MetadataException.conflict(
          "clientRequestId \""
              + registration.clientRequestId()
              + "\" was used for another model version: choose a new one");
    }
    return RegistryRows.version(first);
  }

  private static void requireArtifact(SqlConnection connection, ModelRegistration registration) {
    Tuple artifact = Tuple.of(registration.project(), registration.artifactId());
    if (Database.run(connection, VersionSql.ARTIFACT, artifact).size() == 0) {
      throw MetadataException.notFound("this project has no artifact " + registration.artifactId());
    }
  }

  private Author author(ModelRegistration registration) {
    return new Author(registration.project(), registration.actor(), clock.instant());
  }

  private ModelVersion add(SqlConnection connection, ModelRegistration it) {
    Author author = author(it);
    Tuple model =
        Tuple.of(it.project(), it.model(), Database.utc(author.at())).addString(author.name());
    Row number = Database.run(connection, VersionSql.NEXT_NUMBER, model).iterator().next();
    if (number.getBoolean("added")) {
      AuditTrail.append(
          connection,
          author,
          new AuditedChange(Action.CREATE, Kind.REGISTERED_MODEL, it.model(), Map.of()));
    }
    Tuple row = row(it, author, number.getInteger("last_version"));
    ModelVersion added =
        RegistryRows.version(Database.run(connection, VersionSql.ADD, row).iterator().next());
    audit(connection, author, Action.CREATE, added, Map.of("artifact", it.artifactId().toString()));
    return added;
  }

  private Tuple row(ModelRegistration it, Author author, int number) {
    VersionOrigin origin = it.content().origin();
    return Tuple.tuple()
        .addUUID(ids.get())
        .addString(it.project())
        .addString(it.model())
        .addInteger(number)
        .addUUID(it.artifactId())
        .addUUID(it.runId())
        .addString(it.taskPath())
        .addValue(json(it.content().metrics()))
        .addString(it.content().description())
        .addString(it.clientRequestId())
        .addString(it.requestDigest())
        .addOffsetDateTime(Database.utc(author.at()))
        .addString(author.name())
        .addJsonObject(RegistryRows.json(it.content().tags()))
        .addJsonObject(RegistryRows.json(it.content().properties()))
        .addString(origin.source())
        .addString(origin.location())
        .addString(origin.runLink())
        .addUUID(origin.trackingRunId())
        .addUUID(origin.loggedModelId())
        .addString(origin.signature())
        .addString(origin.environment());
  }

  private static JsonObject json(List<ModelMetric> metrics) {
    JsonObject json = new JsonObject();
    metrics.forEach(metric -> json.put(metric.key(), metric.value()));
    return json;
  }

  @Override
  public Optional<ModelVersion> find(String project, String model, String version) {
    Tuple key = Tuple.of(project, model, Rows.versionNumber(version));
    return Database.first(database.run(VersionSql.FIND, key)).map(RegistryRows::version);
  }

  @Override
  public ModelVersion change(Author author, String model, String version, VersionChange change) {
    return database.transaction(
        connection -> {
          RegisteredModel locked = ModelLock.take(connection, author, model);
          ModelVersion before = ModelLock.version(connection, locked, version);
          return change(connection, author, before, change);
        });
  }

  private static ModelVersion change(
      SqlConnection connection, Author author, ModelVersion before, VersionChange change) {
    ModelVersion after = before.changed(change, author.at());
    Tuple row =
        Tuple.of(after.id(), after.description(), after.stage().text())
            .addJsonObject(RegistryRows.json(after.tags()))
            .addJsonObject(RegistryRows.json(after.properties()))
            .addOffsetDateTime(Database.utc(author.at()));
    Database.run(connection, VersionSql.CHANGE, row);
    audit(connection, author, Action.UPDATE, after, detail(change));
    return after;
  }

  private static Map<String, Object> detail(VersionChange change) {
    Map<String, Object> detail = new HashMap<>();
    if (change.description() != null) {
      detail.put("description", change.description());
    }
    if (change.stage() != null) {
      detail.put("stage", change.stage().text());
    }
    change.tags().forEach((key, value) -> detail.put("tag " + key, value == null ? "" : value));
    return detail;
  }

  @Override
  public ModelVersion replace(Author author, String model, String version, Stage stage) {
    return database.transaction(
        connection -> {
          RegisteredModel locked = ModelLock.take(connection, author, model);
          ModelVersion wanted = ModelLock.version(connection, locked, version);
          Tuple there = Tuple.of(author.project(), model, stage.text(), wanted.id());
          Database.run(connection, VersionSql.IN_STAGE, there)
              .forEach(
                  row ->
                      change(
                          connection,
                          author,
                          RegistryRows.version(row),
                          VersionChange.stage(Stage.ARCHIVED)));
          return change(connection, author, wanted, VersionChange.stage(stage));
        });
  }

  @Override
  public void delete(Author author, String model, String version, Protection protection) {
    database.transaction(
        connection -> {
          RegisteredModel locked = ModelLock.take(connection, author, model);
          ModelVersion unwanted = ModelLock.version(connection, locked, version);
          int number = Rows.versionNumber(version);
          VersionUse.check(connection, locked, number, protection);
          VersionRemoval.one(connection, author, locked, number);
          audit(connection, author, Action.DELETE, unwanted, Map.of());
          return unwanted;
        });
  }

  private static void audit(
      SqlConnection connection,
      Author author,
      Action action,
      ModelVersion version,
      Map<String, Object> detail) {
    String subject = version.model() + "/" + version.version();
    AuditTrail.append(
        connection, author, new AuditedChange(action, Kind.MODEL_VERSION, subject, detail));
  }
}
