package dev.zeroflow.store;

import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.VersionSummary;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Reads pipelines and their versions, in one statement for each call. Blocking. */
public final class PipelineReads {
  private static final String PAGE =
      PipelineSql.LIST
          + """
             AND name > $2 AND ($3 = '' OR position(lower($3) in
               lower(concat_ws(' ', name, display_name, description))) > 0)
           ORDER BY name LIMIT $4
          """;
  private static final String BY_IDS = PipelineSql.LIST + " AND id = ANY ($2)";
  private static final String NAMED = PipelineSql.LIST + " AND name = $2";
  private static final String VERSIONS =
      """
      SELECT v.id, p.id AS pipeline_id, v.number, v.name, v.display_name, v.description,
             v.code_source_url, v.tags, v.digest, v.created_at
        FROM metadata.pipeline_version v
          JOIN metadata.pipeline p ON p.project = v.project AND p.name = v.pipeline
       WHERE p.project = $1\
      """;
  private static final String VERSIONS_BELOW =
      VERSIONS + " AND p.id = $2 AND v.number < $3 ORDER BY v.number DESC LIMIT $4";
  private static final String VERSIONS_BY_ID = VERSIONS + " AND v.id = ANY ($2)";
  private static final String LATEST =
      VERSIONS.replace("SELECT", "SELECT DISTINCT ON (p.id)")
          + " AND p.id = ANY ($2) ORDER BY p.id, v.number DESC";
  private static final String DOCUMENTS =
      """
      SELECT id, document FROM metadata.pipeline_version WHERE project = $1 AND id = ANY ($2)
      """;
  private final Database database;

  public PipelineReads(Pool pool) {
    this.database = new Database(pool);
  }

  /**
   * Pipelines of the project, ordered by name.
   *
   * @param text a part of name or description in any case; empty for all
   * @param after name to go on behind; the empty text is before all
   */
  public List<StoredPipeline> page(String project, String text, String after, int limit) {
    Tuple page = Tuple.of(project, after, text, limit);
    return read(PAGE, page, PgPipelineCatalog::pipeline);
  }

  /** Those with these ids that the project has, in any order. */
  public List<StoredPipeline> byIds(String project, Collection<UUID> ids) {
    return read(BY_IDS, among(project, ids), PgPipelineCatalog::pipeline);
  }

  /** The one of this name, or none. */
  public List<StoredPipeline> named(String project, String name) {
    return read(NAMED, Tuple.of(project, name), PgPipelineCatalog::pipeline);
  }

  /** Versions of a pipeline with lower numbers, the newest first. */
  public List<VersionSummary> versions(String project, UUID pipeline, int below, int limit) {
    return read(VERSIONS_BELOW, Tuple.of(project, pipeline, below, limit), PipelineReads::version);
  }

  /** Versions with these ids that the project has, in any order. */
  public List<VersionSummary> versions(String project, Collection<UUID> ids) {
    return read(VERSIONS_BY_ID, among(project, ids), PipelineReads::version);
  }

  /** The newest version of each of these pipelines that has one. */
  public List<VersionSummary> latest(String project, Collection<UUID> pipelines) {
    return read(LATEST, among(project, pipelines), PipelineReads::version);
  }

  /** Texts of the definitions of these versions, by version. */
  public Map<UUID, String> documents(String project, Collection<UUID> versions) {
    Map<UUID, String> documents = new HashMap<>();
    database
        .run(DOCUMENTS, among(project, versions))
        .forEach(row -> documents.put(row.getUUID("id"), row.getString("document")));
    return documents;
  }

  private static Tuple among(String project, Collection<UUID> ids) {
    return Tuple.of(project).addArrayOfUUID(ids.toArray(UUID[]::new));
  }

  private <T> List<T> read(String sql, Tuple parameters, Function<Row, T> item) {
    List<T> items = new ArrayList<>();
    database.run(sql, parameters).forEach(row -> items.add(item.apply(row)));
    return items;
  }

  private static VersionSummary version(Row row) {
    return new VersionSummary(
        row.getUUID("id"),
        row.getUUID("pipeline_id"),
        row.getInteger("number"),
        row.getString("name"),
        row.getString("display_name"),
        row.getString("description"),
        row.getString("code_source_url"),
        Rows.texts(row.getJsonObject("tags")),
        row.getString("digest"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
