package dev.zeroflow.scheduler.postgres;

/**
 * Statements of a commit: one for each table, however many runs and tasks are in it. Columns travel
 * as arrays. None is longer than 2,048 characters, above which the client would not keep it
 * prepared.
 */
final class CommitSql {
  /**
   * The plans are the same for one row and for thousands, so that they are made once for each
   * connection. Nothing is scanned: a plan that was made while a table was small would still be in
   * use when it has grown.
   */
  static final String BEGIN =
      """
      BEGIN;
      SET LOCAL plan_cache_mode = force_generic_plan;
      SET LOCAL enable_seqscan = off;
      SET LOCAL enable_hashjoin = off;
      SET LOCAL enable_mergejoin = off\
      """;

  /**
   * The lock on the shards lasts until the end of the transaction, so that whoever claims one sees
   * everything that was committed before.
   */
  private static final String CLAIMED =
      """
      WITH claimed AS MATERIALIZED (
        SELECT id, generation FROM scheduling.shard WHERE id = ANY($2::int2[])
         ORDER BY id FOR SHARE)\
      """;

  private static final String UPDATE =
      """
      UPDATE scheduling.run r
         SET version = c.version + 1, generation = c.generation, state = c.state,
             priority = c.priority, started_at = c.started_at, deadline_at = c.deadline_at,
             finished_at = c.finished_at, error_code = c.error_code,
             error_category = c.error_category, error_message = c.error_message,
             error_stack = c.error_stack, error_task = c.error_task
        FROM unnest($1::uuid[], $2::int2[], $3::int8[], $4::int8[], $5::text[], $6::int4[],
               $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[],
               $12::text[], $13::text[], $14::text[])
             AS c (id, shard, generation, version, state, priority, started_at, deadline_at,
               finished_at, error_code, error_category, error_message, error_stack, error_task)
        JOIN claimed s ON s.id = c.shard AND s.generation = c.generation
       WHERE r.id = c.id AND r.version = c.version
      RETURNING r.id\
      """;

  /** Gives the ids of the runs that were updated. */
  static final String UPDATE_RUNS = CLAIMED + "\n" + UPDATE;

  /** Fails if not every row was changed: everything after it is refused then. */
  private static final String ALL =
      "SELECT 1 / (count(*) = cardinality($1::uuid[]))::int FROM changed";

  static final String UPDATE_ALL_RUNS = CLAIMED + ", changed AS (" + UPDATE + ") " + ALL;

  /** Why runs were not updated. */
  static final String STANDING =
      """
      SELECT c.id, r.version, r.generation AS written_by, s.generation AS claimed_by
        FROM unnest($1::uuid[], $2::int2[]) AS c (id, shard)
        JOIN scheduling.shard s ON s.id = c.shard
        LEFT JOIN scheduling.run r ON r.id = c.id
      """;

  static final String INSERT_TASKS =
      """
      INSERT INTO scheduling.task (run_id, path, state, attempt, failures, losses, ready_at, due_at,
        attempt_at, finished_at, inputs, outputs, cold, download_millis, work_millis, upload_millis,
        error_code, error_category, error_message, error_stack, cache_fingerprint, cache_parts,
        cache_from_run, cache_from_task, cache_miss, position, name, parent, kind, function,
        iteration)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int4[], $5::int4[], $6::int4[],
        $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::text[],
        $12::text[], $13::bool[], $14::float8[], $15::float8[], $16::float8[], $17::text[],
        $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::uuid[], $24::text[],
        $25::text[], $26::int4[], $27::text[], $28::text[], $29::text[], $30::text[], $31::int4[])
      """;
  static final String UPDATE_TASKS =
      """
      WITH changed AS (
      UPDATE scheduling.task t
         SET state = c.state, attempt = c.attempt, failures = c.failures, losses = c.losses,
             ready_at = c.ready_at, due_at = c.due_at, attempt_at = c.attempt_at,
             finished_at = c.finished_at, inputs = c.inputs, outputs = c.outputs, cold = c.cold,
             download_millis = c.download, work_millis = c.work, upload_millis = c.upload,
             error_code = c.code, error_category = c.category, error_message = c.message,
             error_stack = c.stack, cache_fingerprint = c.fingerprint, cache_parts = c.parts,
             cache_from_run = c.from_run, cache_from_task = c.from_task, cache_miss = c.miss
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int4[], $5::int4[], $6::int4[],
               $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[],
               $11::text[], $12::text[], $13::bool[], $14::float8[], $15::float8[], $16::float8[],
               $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[],
               $23::uuid[], $24::text[], $25::text[])
             AS c (run_id, path, state, attempt, failures, losses, ready_at, due_at, attempt_at,
               finished_at, inputs, outputs, cold, download, work, upload, code, category, message,
               stack, fingerprint, parts, from_run, from_task, miss)
       WHERE t.run_id = c.run_id AND t.path = c.path
      RETURNING 1)
      """
          + ALL;
  static final String INSERT_DECISIONS =
      """
      INSERT INTO scheduling.decision (run_id, version, at, transitions)
      SELECT * FROM unnest($1::uuid[], $2::int8[], $3::timestamptz[], $4::text[])
      """;
  static final String ANSWER_REQUESTS =
      """
      UPDATE scheduling.request r SET answered_at = now(), refused = c.refused
        FROM unnest($1::int8[], $2::text[]) AS c (id, refused)
       WHERE r.id = c.id AND r.answered_at IS NULL
      """;
  static final String UPSERT_CACHE =
      """
      INSERT INTO scheduling.cache_entry (project, fingerprint, parts, pipeline, task, run_id, path,
        outputs)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[],
        $7::text[], $8::text[])
      ON CONFLICT (project, fingerprint) DO UPDATE
        SET parts = EXCLUDED.parts, pipeline = EXCLUDED.pipeline, task = EXCLUDED.task,
            run_id = EXCLUDED.run_id, path = EXCLUDED.path, outputs = EXCLUDED.outputs,
            created_at = now()
      """;

  private CommitSql() {}
}
