package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelChange;
import dev.zeroflow.metadata.registry.NewModel;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.RegisteredModels;
import dev.zeroflow.metadata.webhook.RegistryNews;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Models in Postgres. */
public final class PgRegisteredModels implements RegisteredModels {
  private static final String CREATE =
      """
      INSERT INTO metadata.registered_model (id, project, name, description, user_name, tags,
        properties, last_version, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $8)
      ON CONFLICT DO NOTHING
      RETURNING *
      """;

  private static final String FIND =
      "SELECT * FROM metadata.registered_model WHERE project = $1 AND name = $2";

  private static final String CHANGE =
      """
      UPDATE metadata.registered_model
         SET name = $2, description = $3, tags = $4, properties = $5, revision = $6,
             updated_at = $7
       WHERE id = $1
      """;

  private final Database database;

  public PgRegisteredModels(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public RegisteredModel create(Author author, NewModel model) {
    return database.transaction(connection -> create(connection, author, model));
  }

  private static RegisteredModel create(SqlConnection connection, Author author, NewModel model) {
    Tuple row =
        Tuple.of(model.id(), author.project(), model.name(), model.description(), author.name())
            .addJsonObject(RegistryRows.json(model.tags()))
            .addJsonObject(RegistryRows.json(model.properties()))
            .addOffsetDateTime(Database.utc(author.at()));
    Optional<Row> added = Database.first(Database.run(connection, CREATE, row));
    if (added.isPresent()) {
      AuditTrail.append(
          connection,
          author,
          new AuditedChange(Action.CREATE, Kind.REGISTERED_MODEL, model.name(), Map.of()));
      RegisteredModel created = RegistryRows.model(added.get());
      RegistryOutbox.write(
          connection, author.project(), RegistryNews.created(created), author.at());
      return created;
    }
    return Database.first(Database.run(connection, FIND, Tuple.of(author.project(), model.name())))
        .map(RegistryRows::model)
        .filter(it -> it.id().equals(model.id()))
        .orElseThrow(() -> taken(model.name()));
  }

  private static MetadataException taken(String name) {
    return MetadataException.conflict("there is a model named \"" + name + "\" already");
  }

  @Override
  public Optional<RegisteredModel> find(String project, String name) {
    return Database.first(database.run(FIND, Tuple.of(project, name))).map(RegistryRows::model);
  }

  @Override
  public RegisteredModel change(Author author, String name, ModelChange change) {
    try {
      return database.transaction(connection -> change(connection, author, name, change));
    } catch (StoreException e) {
      throw e.isDuplicate() && change.name() != null ? taken(change.name()) : e;
    }
  }

  private static RegisteredModel change(
      SqlConnection connection, Author author, String name, ModelChange change) {
    RegisteredModel before = ModelLock.take(connection, author, name);
    RegisteredModel after = before.changed(change, author.at());
    boolean renamed = !after.name().equals(name);
    if (renamed) {
      VersionUse.served(connection, before, null, "serve another model under that name first");
    }
    Tuple row =
        Tuple.of(after.id(), after.name(), after.description())
            .addJsonObject(RegistryRows.json(after.tags()))
            .addJsonObject(RegistryRows.json(after.properties()))
            .addLong(after.revision())
            .addOffsetDateTime(Database.utc(author.at()));
    Database.run(connection, CHANGE, row);
    AuditTrail.append(
        connection,
        author,
        new AuditedChange(
            renamed ? Action.RENAME : Action.UPDATE, Kind.REGISTERED_MODEL, name, detail(change)));
    return after;
  }

  private static Map<String, Object> detail(ModelChange change) {
    Map<String, Object> detail = new HashMap<>();
    if (change.name() != null) {
      detail.put("name", change.name());
    }
    if (change.description() != null) {
      detail.put("description", change.description());
    }
    change.tags().forEach((key, value) -> detail.put("tag " + key, value == null ? "" : value));
    return detail;
  }

  @Override
  public void delete(Author author, String name, Protection protection) {
    database.transaction(
        connection -> {
          RegisteredModel model = ModelLock.take(connection, author, name);
          VersionUse.check(connection, model, null, protection);
          VersionUse.lost(() -> VersionRemoval.all(connection, author, model));
          AuditTrail.append(
              connection,
              author,
              new AuditedChange(Action.DELETE, Kind.REGISTERED_MODEL, name, Map.of()));
          return name;
        });
  }
}
