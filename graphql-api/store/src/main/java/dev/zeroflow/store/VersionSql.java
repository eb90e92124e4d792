package dev.zeroflow.store;

/** Statements about model versions. */
final class VersionSql {
  /** Two copies of one request may arrive at once: the second waits here, then finds the first. */
  static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0))";

  static final String REPEATED =
      "SELECT * FROM metadata.model_version WHERE project = $1 AND client_request_id = $2";

  static final String ARTIFACT = "SELECT 1 FROM metadata.artifact WHERE project = $1 AND id = $2";

  static final String NEXT_NUMBER =
      """
      INSERT INTO metadata.registered_model AS model
        (project, name, last_version, created_at, updated_at, user_name)
      VALUES ($1, $2, 1, $3, $3, $4)
      ON CONFLICT (project, name) DO UPDATE
        SET last_version = model.last_version + 1, updated_at = excluded.updated_at
      RETURNING last_version, xmax = 0 AS added
      """;

  static final String ADD =
      """
      INSERT INTO metadata.model_version (id, project, model, version, artifact_id, run_id,
        task_path, metrics, description, client_request_id, request_digest, created_at, updated_at,
        user_name, tags, properties, source, location, run_link, tracking_run_id, logged_model_id,
        signature, environment)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $16, $17, $18,
        $19, $20, $21, $22)
      RETURNING *
      """;

  static final String FIND =
      "SELECT * FROM metadata.model_version WHERE project = $1 AND model = $2 AND version = $3";

  static final String CHANGE =
      """
      UPDATE metadata.model_version
         SET description = $2, stage = $3, tags = $4, properties = $5, updated_at = $6
       WHERE id = $1
      """;

  static final String IN_STAGE =
      """
      SELECT * FROM metadata.model_version
       WHERE project = $1 AND model = $2 AND stage = $3 AND id <> $4
       ORDER BY version
      """;

  private VersionSql() {}
}
