package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.Stage;
import dev.zeroflow.metadata.registry.VersionChange;
import dev.zeroflow.metadata.webhook.RegistryNews;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.HashMap;
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
        connection -> {
          var rows = new RegistrationRows(connection, registration, clock.instant());
          return rows.first().orElseGet(() -> rows.add(ids.get()));
        });
  }

  @Override
  public ModelVersion register(ModelRegistration registration, Artifact artifact) {
    return database.transaction(
        connection -> {
          var rows = new RegistrationRows(connection, registration, clock.instant());
          return rows.first().orElseGet(() -> rows.add(ids.get(), artifact));
        });
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
    RegistryOutbox.write(
        connection, author.project(), RegistryNews.tagged(before, change.tags()), author.at());
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
          VersionUse.lost(() -> VersionRemoval.one(connection, author, locked, number));
          audit(connection, author, Action.DELETE, unwanted, Map.of());
          return unwanted;
        });
  }

  static void audit(
      SqlClient connection,
      Author author,
      Action action,
      ModelVersion version,
      Map<String, Object> detail) {
    String subject = version.model() + "/" + version.version();
    AuditTrail.append(
        connection, author, new AuditedChange(action, Kind.MODEL_VERSION, subject, detail));
  }
}
