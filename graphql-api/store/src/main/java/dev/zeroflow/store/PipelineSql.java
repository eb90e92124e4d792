package dev.zeroflow.store;

/** Statements about pipelines and their versions by their ids. */
final class PipelineSql {
  static final String CREATE =
      """
      INSERT INTO metadata.pipeline
        (project, name, id, display_name, description, tags, created_at, last_version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
      ON CONFLICT (project, name) DO NOTHING
      """;

  /** A row for each pipeline, with what lists need. */
  static final String LIST =
      """
      SELECT id AS list_id, id::text AS pipeline_id, project, name,
             display_name AS own_display_name, coalesce(display_name, name) AS display_name,
             description, ''::text AS namespace, tags AS list_tags, created_at
        FROM metadata.pipeline WHERE project = $1
      """;

  static final String FIND = LIST + " AND id = $2";
  static final String NAMED = LIST + " AND name = $2";

  /** Versions have numbers without gaps: whoever adds one holds its pipeline. */
  static final String LOCK =
      """
      SELECT name, last_version FROM metadata.pipeline WHERE project = $1 AND id = $2 FOR UPDATE
      """;

  static final String COUNT =
      "UPDATE metadata.pipeline SET last_version = $3 WHERE project = $1 AND id = $2";

  static final String UPDATE =
      """
      UPDATE metadata.pipeline SET display_name = $3, tags = $4 WHERE project = $1 AND id = $2
      """;

  static final String DELETE =
      """
      DELETE FROM metadata.pipeline p
       WHERE project = $1 AND id = $2 AND NOT EXISTS (
         SELECT 1 FROM metadata.pipeline_version v
          WHERE v.project = p.project AND v.pipeline = p.name)
      """;

  static final String DELETE_VERSIONS =
      """
      DELETE FROM metadata.pipeline_version v USING metadata.pipeline p
       WHERE p.project = $1 AND p.id = $2 AND v.project = p.project AND v.pipeline = p.name
      """;

  static final String ADD_VERSION =
      """
      INSERT INTO metadata.pipeline_version (project, pipeline, number, digest, document, created_at,
        id, name, display_name, description, code_source_url, tags)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      ON CONFLICT (project, pipeline, name) DO NOTHING
      """;

  /** A row for each version, with what lists need. */
  private static final String VERSIONS =
      """
      SELECT v.id AS list_id, v.id::text AS pipeline_version_id, p.id AS pipeline_uuid,
             p.id::text AS pipeline_id, v.number, v.name, v.display_name AS own_display_name,
             coalesce(v.display_name, v.name) AS display_name, v.description, v.code_source_url,
             v.tags AS list_tags, v.document, v.created_at
        FROM metadata.pipeline_version v
          JOIN metadata.pipeline p ON p.project = v.project AND p.name = v.pipeline
       WHERE p.project = $1
      """;

  static final String LIST_VERSIONS = VERSIONS + " AND p.id = $2";
  static final String VERSION_BY_ID = VERSIONS + " AND v.id = $2";
  static final String FIND_VERSION = LIST_VERSIONS + " AND v.id = $3";
  static final String LATEST_VERSION = LIST_VERSIONS + " ORDER BY v.number DESC LIMIT 1";

  static final String UPDATE_VERSION =
      """
      UPDATE metadata.pipeline_version SET display_name = $3, tags = $4
       WHERE project = $1 AND id = $2
      """;

  static final String DELETE_VERSION =
      """
      DELETE FROM metadata.pipeline_version v USING metadata.pipeline p
       WHERE p.project = $1 AND p.id = $2 AND v.project = p.project AND v.pipeline = p.name
         AND v.id = $3
      """;

  private PipelineSql() {}
}
