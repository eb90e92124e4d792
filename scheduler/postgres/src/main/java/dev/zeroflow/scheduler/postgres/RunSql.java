package dev.zeroflow.scheduler.postgres;

/** Statements about one run. */
final class RunSql {
  /** No row if the project has used the key before, or the run was stored before. */
  static final String SUBMIT =
      """
      WITH document AS (
        INSERT INTO scheduling.pipeline_document (digest, document) VALUES ($5, $6)
        ON CONFLICT (digest) DO NOTHING)
      INSERT INTO scheduling.run (id, project, name, pipeline, document_digest, parameters,
        trigger_kind, trigger_detail, caching, pipeline_root, priority, idempotency_key, state,
        version, created_at)
      VALUES ($1, $2, $3, $4, $5, $7, $8, $9, $10, $11, $12, $13, 'PENDING', 0, now())
      ON CONFLICT DO NOTHING
      RETURNING id
      """;

  static final String FIND_SUBMITTED =
      """
      SELECT id FROM scheduling.run WHERE id = $1 OR (project = $2 AND idempotency_key = $3)
       ORDER BY id <> $1 LIMIT 1
      """;
  static final String SUBMISSION =
      """
      SELECT r.id, project, name, pipeline, document_digest, document, parameters, trigger_kind,
             trigger_detail, caching, pipeline_root, priority, idempotency_key
        FROM scheduling.run r JOIN scheduling.pipeline_document d ON d.digest = r.document_digest
       WHERE r.id = $1
      """;
  static final String LOAD_DOCUMENT =
      "SELECT document FROM scheduling.pipeline_document WHERE digest = $1";
  static final String LOAD_RUN =
      """
      SELECT id, project, name, pipeline, document_digest, parameters, trigger_kind, trigger_detail,
             caching, pipeline_root, state, version, priority, error_code, error_category, error_message,
             error_stack, error_task, created_at, started_at, deadline_at, finished_at
        FROM scheduling.run WHERE id = $1
      """;
  static final String LOAD_TASKS =
      "SELECT * FROM scheduling.task WHERE run_id = $1 ORDER BY position";

  /** The tasks of a run that has ended have ended too. */
  static final String IS_CURRENT =
      """
      SELECT 1 FROM scheduling.task
       WHERE run_id = $1 AND path = $2 AND attempt = $3 AND state = 'RUNNING'
      """;

  static final String INPUTS =
      """
      SELECT inputs FROM scheduling.task
       WHERE run_id = $1 AND path = $2 AND attempt = $3 AND state = 'RUNNING'
      """;

  static final String BURY =
      """
      WITH claimed AS (
        SELECT id FROM scheduling.shard WHERE id = $2 AND generation = $3 FOR SHARE),
      buried AS (
        SELECT r.id, r.state FROM scheduling.run r JOIN claimed s ON s.id = r.shard
         WHERE r.id = $1 AND r.finished_at IS NULL FOR UPDATE OF r)
      UPDATE scheduling.run r
         SET version = version + 1, generation = $3, state = 'FAILED', finished_at = now(),
             error_code = $4, error_category = $5, error_message = $6, error_stack = $7,
             error_task = NULL
        FROM buried b WHERE r.id = b.id
      RETURNING r.version, b.state
      """;

  /** Ends what is open in a buried run and writes the log of it. */
  static final String BURY_TASKS =
      """
      WITH open AS (
        SELECT path, position, attempt, state FROM scheduling.task
         WHERE run_id = $1 AND finished_at IS NULL FOR UPDATE),
      ended AS (
        UPDATE scheduling.task t SET state = 'CANCELED', finished_at = now(), due_at = NULL
          FROM open o WHERE t.run_id = $1 AND t.path = o.path)
      INSERT INTO scheduling.decision (run_id, version, at, transitions)
      SELECT $1, $2, now(), (
        coalesce(
          jsonb_agg(jsonb_build_array(path, attempt, state, 'CANCELED', $4::text) ORDER BY position),
          '[]')
        || jsonb_build_array(jsonb_build_array(NULL, 0, $3::text, 'FAILED', $4::text)))::text
        FROM open
      """;

  private RunSql() {}
}
