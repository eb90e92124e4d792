package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.hub.HubArtifact;
import dev.zeroflow.metadata.hub.HubModel;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.hub.HubVersion;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of the registry by id, in Postgres. */
public final class PgHubRegistry implements HubRegistry {
  private final Database database;

  public PgHubRegistry(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public List<HubModel> models(String project, HubQuery query) {
    return list(
        HubSql.MODELS,
        Integer.class,
        project,
        query,
        row -> new HubModel(RegistryRows.model(row), row.getInteger("hub_id")));
  }

  @Override
  public List<HubVersion> versions(String project, HubQuery query) {
    return list(
        HubSql.VERSIONS,
        Integer.class,
        project,
        query,
        row ->
            new HubVersion(
                RegistryRows.version(row),
                row.getInteger("hub_id"),
                row.getInteger("parent_id"),
                row.getString("hub_name")));
  }

  @Override
  public List<HubArtifact> artifacts(String project, HubQuery query) {
    return list(HubSql.ARTIFACTS, UUID.class, project, query, PgHubRegistry::artifact);
  }

  @Override
  public List<HubArtifact> modelArtifacts(String project, HubQuery query) {
    return list(HubSql.MODEL_ARTIFACTS, UUID.class, project, query, PgHubRegistry::artifact);
  }

  private <T> List<T> list(
      String source, Class<?> id, String project, HubQuery query, Function<Row, T> item) {
    HubQuery.Place after = query.after();
    if (after != null && !id.isInstance(after.id())) {
      throw MetadataException.badInput("nextPageToken belongs to another list");
    }
    Tuple parameters = Tuple.of(project);
    String sql = HubSql.page(source, query, parameters);
    List<T> items = new ArrayList<>();
    database.run(sql, parameters).forEach(row -> items.add(item.apply(row)));
    return items;
  }

  private static HubArtifact artifact(Row row) {
    return new HubArtifact(
        Rows.artifact(row),
        row.getInteger("parent_id"),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  @Override
  public HubArtifact add(Author author, int number, Artifact artifact) {
    return database.transaction(connection -> add(connection, author, number, artifact));
  }

  private static HubArtifact add(
      SqlConnection connection, Author author, int number, Artifact artifact) {
    Row version =
        Database.first(
                Database.run(connection, HubSql.MODEL_OF, Tuple.of(author.project(), number)))
            .orElseThrow(() -> MetadataException.notFound("there is no model version " + number));
    // Versions of a model get their artifacts one after the other.
    ModelLock.take(connection, author, version.getString("model"));
    if (named(connection, author, number, artifact.name()) != null) {
      throw MetadataException.conflict(
          "the version has an artifact named \"%s\" already".formatted(artifact.name()));
    }
    UUID main = version.getUUID("artifact_id");
    if (!fill(connection, author, version.getUUID("id"), main, artifact)) {
      record(connection, version.getUUID("id"), artifact);
    }
    audit(connection, author, number, artifact);
    HubArtifact added = named(connection, author, number, artifact.name());
    if (added == null) {
      throw new IllegalStateException("artifact " + artifact.id() + " was not stored");
    }
    return added;
  }

  private static @Nullable HubArtifact named(
      SqlClient connection, Author author, int number, String name) {
    var query = new HubQuery(null, name, null, number, HubQuery.OrderBy.ID, false, null, 1);
    Tuple parameters = Tuple.of(author.project());
    String sql = HubSql.page(HubSql.ARTIFACTS, query, parameters);
    return Database.run(connection, sql, parameters).stream()
        .findFirst()
        .map(PgHubRegistry::artifact)
        .orElse(null);
  }

  /** Makes it the artifact that the version points to, if that is still to come. */
  private static boolean fill(
      SqlClient connection, Author author, UUID version, UUID main, Artifact artifact) {
    Tuple row =
        Tuple.of(author.project(), main, artifact.name(), artifact.type(), artifact.uri())
            .addJsonObject(new JsonObject(new LinkedHashMap<>(artifact.metadata())));
    if (Database.run(connection, HubSql.FILL, row).rowCount() == 0) {
      return false;
    }
    Tuple location = Tuple.of(author.project(), version, artifact.uri(), Database.utc(author.at()));
    Database.run(connection, HubSql.LOCATE, location);
    return true;
  }

  private static void record(SqlClient connection, UUID version, Artifact artifact) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(artifact.metadata());
    metadata.put(VERSION, version.toString());
    var another =
        new Artifact(
            artifact.id(),
            artifact.project(),
            artifact.name(),
            artifact.type(),
            artifact.uri(),
            "",
            0,
            metadata,
            artifact.createdAt());
    new PgLineageWriter()
        .write(
            (sql, values) -> Database.run(connection, sql, values),
            List.of(new ArtifactRecorded(another)));
  }

  @Override
  public HubArtifact describe(Author author, UUID id, Map<String, @Nullable Object> properties) {
    return database.transaction(
        connection -> {
          Tuple change =
              Tuple.of(author.project(), id)
                  .addJsonObject(RegistryRows.json(properties))
                  .addOffsetDateTime(Database.utc(author.at()));
          Database.run(connection, HubSql.DESCRIBE, change);
          Tuple parameters = Tuple.of(author.project());
          String sql = HubSql.page(HubSql.ARTIFACTS, HubQuery.byId(id), parameters);
          HubArtifact described =
              Database.run(connection, sql, parameters).stream()
                  .findFirst()
                  .map(PgHubRegistry::artifact)
                  .orElseThrow(() -> MetadataException.notFound("there is no artifact " + id));
          audit(connection, author, described.versionNumber(), described.artifact());
          return described;
        });
  }

  private static void audit(SqlClient connection, Author author, int number, Artifact artifact) {
    Map<String, Object> detail = Map.of("artifact", artifact.name(), "uri", artifact.uri());
    Tuple key = Tuple.of(author.project(), number);
    Row version = Database.run(connection, HubSql.MODEL_OF, key).iterator().next();
    String subject = version.getString("model") + "/" + version.getInteger("version");
    AuditTrail.append(
        connection, author, new AuditedChange(Action.UPDATE, Kind.MODEL_VERSION, subject, detail));
  }
}
