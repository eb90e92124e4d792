package dev.zeroflow.store;

/** Statements about recurring runs. */
final class RecurringRunSql {
  /** Counting and adding must not interleave, or the limit would leak. */
  static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended('recurring/' || $1, 0))";

  static final String COUNT =
      "SELECT count(*) AS present FROM metadata.recurring_run WHERE project = $1";

  static final String CREATE =
      """
      INSERT INTO metadata.recurring_run (id, project, display_name, description, experiment_id,
        document, pipeline_id, pipeline_version_id, parameters, pipeline_root, service_account,
        max_concurrency, cron, interval_seconds, start_at, end_at, catch_up, enabled, created_at,
        updated_at, last_at, fired, next_at, error)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24)
      """;

  static final String LIST =
      """
      SELECT *, id AS list_id, id::text AS recurring_run_id, ''::text AS namespace,
             CASE WHEN enabled THEN 'ENABLED' ELSE 'DISABLED' END AS status
        FROM metadata.recurring_run WHERE project = $1
      """;

  static final String FIND = LIST + " AND id = $2";

  /** $2 is the default experiment of the project. */
  static final String LIST_OF_EXPERIMENT = LIST + " AND coalesce(experiment_id, $2) = $3";

  static final String ENABLE =
      """
      UPDATE metadata.recurring_run SET enabled = $3, updated_at = $4
       WHERE project = $1 AND id = $2
      """;

  static final String DELETE = "DELETE FROM metadata.recurring_run WHERE project = $1 AND id = $2";

  static final String DUE =
      """
      SELECT * FROM metadata.recurring_run WHERE enabled AND next_at <= $1
       ORDER BY next_at, id LIMIT $2
      """;

  static final String NEXT =
      "SELECT min(next_at) AS next_at FROM metadata.recurring_run WHERE enabled AND next_at > $1";

  static final String ADVANCE =
      """
      UPDATE metadata.recurring_run SET last_at = $3, fired = $4, next_at = $5, error = $6
       WHERE id = $1 AND next_at IS NOT DISTINCT FROM $2
      """;

  private RecurringRunSql() {}
}
