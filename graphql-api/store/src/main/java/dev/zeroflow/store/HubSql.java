package dev.zeroflow.store;

import dev.zeroflow.metadata.hub.HubQuery;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Statements of {@link PgHubRegistry}. Each source has the columns hub_id, hub_name, external_id,
 * parent_id, created_at and updated_at.
 */
final class HubSql {
  static final String MODELS =
      """
      SELECT m.*, m.number AS hub_id, m.name AS hub_name, m.properties ->> 'externalId' AS external_id,
             NULL::int AS parent_id
        FROM metadata.registered_model m WHERE m.project = $1
      """;

  static final String VERSIONS =
      """
      SELECT v.*, v.number AS hub_id, coalesce(v.properties ->> 'name', v.version::text) AS hub_name,
             v.properties ->> 'externalId' AS external_id, m.number AS parent_id
        FROM metadata.model_version v
        JOIN metadata.registered_model m ON m.project = v.project AND m.name = v.model
       WHERE v.project = $1
      """;

  /**
   * What versions point to, and what else was added to them. An artifact that several versions
   * point to is listed for each of them.
   */
  static final String ARTIFACTS =
      """
      SELECT a.*, a.id AS hub_id, a.name AS hub_name,
             a.metadata -> 'registry.properties' ->> 'externalId' AS external_id,
             coalesce((a.metadata ->> 'registry.updated')::timestamptz, a.created_at) AS updated_at
        FROM (
          SELECT a.*, v.number AS parent_id FROM metadata.model_version v
            JOIN metadata.artifact a ON a.project = v.project AND a.id = v.artifact_id
           WHERE v.project = $1 AND NOT a.metadata ? 'registry.placeholder'
          UNION ALL
          SELECT a.*, v.number FROM metadata.artifact a
            JOIN metadata.model_version v
              ON v.project = a.project AND v.id::text = a.metadata ->> 'registry.version'
           WHERE a.project = $1 AND a.metadata -> 'registry.version' IS NOT NULL) AS a
       WHERE TRUE
      """;

  static final String MODEL_ARTIFACTS =
      ARTIFACTS + " AND a.type NOT IN ('doc-artifact', 'dataset-artifact')";

  static final String FILL =
      """
      UPDATE metadata.artifact SET name = $3, type = $4, uri = $5, metadata = $6
       WHERE project = $1 AND id = $2 AND metadata ? 'registry.placeholder'
      """;

  static final String LOCATE =
      """
      UPDATE metadata.model_version SET source = $3, location = $3, updated_at = $4
       WHERE project = $1 AND id = $2 AND location = ''
      """;

  static final String DESCRIBE =
      """
      UPDATE metadata.artifact
         SET metadata = metadata || jsonb_build_object('registry.properties', $3::jsonb,
               'registry.updated', $4::timestamptz)
       WHERE project = $1 AND id = $2
      """;

  static final String MODEL_OF =
      "SELECT id, model, version, artifact_id FROM metadata.model_version WHERE project = $1 AND number = $2";

  private final StringBuilder sql;
  private final Tuple parameters;

  private HubSql(String source, Tuple parameters) {
    this.sql = new StringBuilder("SELECT * FROM (" + source + ") AS it WHERE TRUE");
    this.parameters = parameters;
  }

  /**
   * A page of a source.
   *
   * @param parameters with the project as the first one; more are added here
   */
  static String page(String source, HubQuery query, Tuple parameters) {
    var statement = new HubSql(source, parameters);
    statement.equal("hub_id", query.id());
    statement.equal("hub_name", query.name());
    statement.equal("external_id", query.externalId());
    statement.equal("parent_id", query.parent());
    return statement.ordered(query);
  }

  private void equal(String column, @Nullable Object value) {
    if (value != null) {
      parameters.addValue(value);
      sql.append(" AND ").append(column).append(" = $").append(parameters.size());
    }
  }

  private String ordered(HubQuery query) {
    String column =
        switch (query.orderBy()) {
          case ID -> "timestamptz 'epoch'";
          case CREATE_TIME -> "created_at";
          case LAST_UPDATE_TIME -> "updated_at";
        };
    HubQuery.Place after = query.after();
    if (after != null) {
      parameters.addValue(Database.utc(after.at())).addValue(after.id());
      sql.append(
          " AND (%s, hub_id) %s ($%d, $%d)"
              .formatted(
                  column,
                  query.descending() ? "<" : ">",
                  parameters.size() - 1,
                  parameters.size()));
    }
    String direction = query.descending() ? "DESC" : "ASC";
    return sql.append(" ORDER BY %s %s, hub_id %s".formatted(column, direction, direction))
        .append(" LIMIT ")
        .append(query.size() + 1)
        .toString();
  }
}
