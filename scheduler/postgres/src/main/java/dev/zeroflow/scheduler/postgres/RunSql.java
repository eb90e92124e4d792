package dev.zeroflow.scheduler.postgres;

/** Statements of {@link PgRunStore}. */
final class RunSql {
  static final String INSERT_DOCUMENT =
      """
      INSERT INTO scheduling.pipeline_document (digest, document) VALUES ($1, $2)
      ON CONFLICT (digest) DO NOTHING
      """;
  static final String LOAD_DOCUMENT =
      "SELECT document FROM scheduling.pipeline_document WHERE digest = $1";
  static final String INSERT_RUN =
      """
      INSERT INTO scheduling.run (id, project, name, pipeline, document_digest, parameters,
        trigger_kind, trigger_detail, idempotency_key, state, version, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PENDING', 0, now())
      ON CONFLICT (project, idempotency_key) DO NOTHING
      RETURNING id
      """;
  static final String FIND_BY_KEY =
      "SELECT id FROM scheduling.run WHERE project = $1 AND idempotency_key = $2";
  static final String LOAD_RUN =
      """
      SELECT id, project, name, pipeline, document_digest, parameters, trigger_kind, trigger_detail,
             state, version, error_code, error_category, error_message, error_stack, error_task,
             created_at, started_at, finished_at
        FROM scheduling.run WHERE id = $1
      """;
  static final String LOAD_TASKS =
      "SELECT * FROM scheduling.task WHERE run_id = $1 ORDER BY position";
  static final String IS_CURRENT =
      """
      SELECT 1 FROM scheduling.task t JOIN scheduling.run r ON r.id = t.run_id
       WHERE t.run_id = $1 AND t.path = $2 AND t.attempt = $3 AND t.state = 'RUNNING'
         AND r.state = 'RUNNING'
      """;
  static final String FENCE =
      "SELECT 1 FROM scheduling.node WHERE name = $1 AND generation = $2 FOR SHARE";
  static final String UPDATE_RUN =
      """
      UPDATE scheduling.run
         SET version = version + 1, state = $3, started_at = $4, finished_at = $5,
             error_code = $6, error_category = $7, error_message = $8, error_stack = $9,
             error_task = $10
       WHERE id = $1 AND version = $2
      """;
  static final String UPSERT_TASK =
      """
      INSERT INTO scheduling.task (run_id, path, position, name, parent, kind, function, state,
        attempt, failures, losses, ready_at, attempt_at, finished_at, inputs, outputs, cold,
        download_millis, work_millis, upload_millis,
        error_code, error_category, error_message, error_stack)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24)
      ON CONFLICT (run_id, path) DO UPDATE
         SET state = EXCLUDED.state, attempt = EXCLUDED.attempt, failures = EXCLUDED.failures,
             losses = EXCLUDED.losses, ready_at = EXCLUDED.ready_at,
             attempt_at = EXCLUDED.attempt_at, finished_at = EXCLUDED.finished_at,
             inputs = EXCLUDED.inputs, outputs = EXCLUDED.outputs, cold = EXCLUDED.cold,
             download_millis = EXCLUDED.download_millis, work_millis = EXCLUDED.work_millis,
             upload_millis = EXCLUDED.upload_millis, error_code = EXCLUDED.error_code,
             error_category = EXCLUDED.error_category, error_message = EXCLUDED.error_message,
             error_stack = EXCLUDED.error_stack
      """;
  static final String INSERT_TRANSITION =
      """
      INSERT INTO scheduling.transition (run_id, version, ordinal, task, attempt, from_state,
        to_state, reason, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;
  static final String INSERT_COMMAND =
      """
      INSERT INTO scheduling.command (run_id, kind, task, attempt, due_at)
      VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')
      """;
  static final String DELETE_COMMAND = "DELETE FROM scheduling.command WHERE id = $1";
  static final String DELETE_COMMANDS = "DELETE FROM scheduling.command WHERE run_id = $1";

  private RunSql() {}
}
