package dev.zeroflow.store;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.pipeline.PipelineCatalog;
import dev.zeroflow.metadata.pipeline.PipelineVersions;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.StoredVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pipelines and their versions in Postgres: the same rows that triggers start. */
public final class PgPipelineCatalog implements PipelineCatalog, PipelineVersions {
  private final Database database;

  public PgPipelineCatalog(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void create(StoredPipeline pipeline, @Nullable StoredVersion first) {
    database.transaction(
        connection -> {
          if (Database.run(connection, PipelineSql.CREATE, values(pipeline)).rowCount() == 0) {
            throw MetadataException.conflict(
                "there is a pipeline named \"" + pipeline.name() + "\" already");
          }
          if (first != null) {
            add(connection, pipeline.project(), first);
          }
          return pipeline;
        });
  }

  private static Tuple values(StoredPipeline it) {
    return Tuple.of(it.project(), it.name(), it.id())
        .addString(it.displayName())
        .addString(it.description())
        .addValue(json(it.tags()))
        .addOffsetDateTime(Database.utc(it.createdAt()));
  }

  @Override
  public void add(String project, StoredVersion version) {
    database.transaction(connection -> add(connection, project, version));
  }

  private static StoredVersion add(SqlConnection connection, String project, StoredVersion it) {
    Row pipeline =
        Database.first(
                Database.run(connection, PipelineSql.LOCK, Tuple.of(project, it.pipelineId())))
            .orElseThrow(() -> MetadataException.notFound("no pipeline " + it.pipelineId()));
    String name = pipeline.getString("name");
    int number = pipeline.getInteger("last_version") + 1;
    Tuple version =
        Tuple.of(project, name, number, Digests.sha256(it.document()), it.document())
            .addOffsetDateTime(Database.utc(it.createdAt()))
            .addUUID(it.id())
            .addString(it.name())
            .addString(it.displayName())
            .addString(it.description())
            .addString(it.codeSourceUrl())
            .addValue(json(it.tags()));
    if (Database.run(connection, PipelineSql.ADD_VERSION, version).rowCount() == 0) {
      throw MetadataException.conflict(
          "the pipeline has a version named \"" + it.name() + "\" already");
    }
    Database.run(connection, PipelineSql.COUNT, Tuple.of(project, it.pipelineId(), number));
    return it;
  }

  @Override
  public Optional<StoredPipeline> find(String project, UUID id) {
    return Database.first(database.run(PipelineSql.FIND, Tuple.of(project, id)))
        .map(PgPipelineCatalog::pipeline);
  }

  @Override
  public Optional<StoredPipeline> named(String project, String name) {
    return Database.first(database.run(PipelineSql.NAMED, Tuple.of(project, name)))
        .map(PgPipelineCatalog::pipeline);
  }

  @Override
  public Page<StoredPipeline> list(String project, Listing listing) {
    return new ListQuery(listing, PipelineSql.LIST, Tuple.of(project))
        .page(database, PgPipelineCatalog::pipeline);
  }

  @Override
  public boolean update(StoredPipeline changed) {
    Tuple values =
        Tuple.of(changed.project(), changed.id())
            .addString(changed.displayName())
            .addValue(json(changed.tags()));
    return database.run(PipelineSql.UPDATE, values).rowCount() == 1;
  }

  @Override
  public Deletion delete(String project, UUID id, boolean cascade) {
    Tuple key = Tuple.of(project, id);
    return database.transaction(
        connection -> {
          if (Database.run(connection, PipelineSql.LOCK, key).size() == 0) {
            return Deletion.UNKNOWN;
          }
          if (cascade) {
            Database.run(connection, PipelineSql.DELETE_VERSIONS, key);
          }
          return Database.run(connection, PipelineSql.DELETE, key).rowCount() == 1
              ? Deletion.DELETED
              : Deletion.HAS_VERSIONS;
        });
  }

  @Override
  public Optional<StoredVersion> find(String project, UUID pipeline, UUID id) {
    return Database.first(database.run(PipelineSql.FIND_VERSION, Tuple.of(project, pipeline, id)))
        .map(PgPipelineCatalog::version);
  }

  @Override
  public Optional<StoredVersion> byId(String project, UUID id) {
    return Database.first(database.run(PipelineSql.VERSION_BY_ID, Tuple.of(project, id)))
        .map(PgPipelineCatalog::version);
  }

  @Override
  public Optional<StoredVersion> latest(String project, UUID pipeline) {
    return Database.first(database.run(PipelineSql.LATEST_VERSION, Tuple.of(project, pipeline)))
        .map(PgPipelineCatalog::version);
  }

  @Override
  public Page<StoredVersion> list(String project, UUID pipeline, Listing listing) {
    return new ListQuery(listing, PipelineSql.LIST_VERSIONS, Tuple.of(project, pipeline))
        .page(database, PgPipelineCatalog::version);
  }

  @Override
  public boolean update(String project, StoredVersion changed) {
    Tuple values =
        Tuple.of(project, changed.id())
            .addString(changed.displayName())
            .addValue(json(changed.tags()));
    return database.run(PipelineSql.UPDATE_VERSION, values).rowCount() == 1;
  }

  @Override
  public boolean delete(String project, UUID pipeline, UUID id) {
    return database.run(PipelineSql.DELETE_VERSION, Tuple.of(project, pipeline, id)).rowCount()
        == 1;
  }

  private static JsonObject json(Map<String, String> tags) {
    return new JsonObject(new LinkedHashMap<String, Object>(tags));
  }

  /** Columns of {@link PipelineSql#LIST}. */
  static StoredPipeline pipeline(Row row) {
    return new StoredPipeline(
        row.getUUID("list_id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("own_display_name"),
        row.getString("description"),
        Rows.texts(row.getJsonObject("list_tags")),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static StoredVersion version(Row row) {
    return new StoredVersion(
        row.getUUID("list_id"),
        row.getUUID("pipeline_uuid"),
        row.getString("name"),
        row.getString("own_display_name"),
        row.getString("description"),
        row.getString("code_source_url"),
        Rows.texts(row.getJsonObject("list_tags")),
        row.getString("document"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
