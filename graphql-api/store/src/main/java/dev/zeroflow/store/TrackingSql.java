package dev.zeroflow.store;

/** Statements about tracking runs. */
final class TrackingSql {
  /**
   * The state of a run {@code r}. One that stands for a task or a pipeline run has the state of
   * that, whatever its clients have said or could not say any more.
   */
  static final String STATE =
      """
      (CASE r.origin WHEN 'CLIENT' THEN r.state ELSE coalesce((
        SELECT CASE s.state WHEN 'SKIPPED' THEN 'CANCELED' WHEN 'CANCELING' THEN 'RUNNING'
                 WHEN 'PAUSED' THEN 'RUNNING' ELSE s.state END
          FROM (SELECT t.state FROM scheduling.task_view t
                 WHERE r.origin = 'TASK' AND t.run_id = r.pipeline_run_id AND t.path = r.task_path
                UNION ALL
                SELECT p.state FROM scheduling.run_view p
                 WHERE r.origin = 'PIPELINE' AND p.id = r.pipeline_run_id) s), r.state) END)\
      """;

  /** The word of tracking clients for it. */
  static final String STATUS =
      """
      (CASE %1$s WHEN 'PENDING' THEN 'SCHEDULED' WHEN 'SUCCEEDED' THEN 'FINISHED'
        WHEN 'CANCELED' THEN 'KILLED' ELSE %1$s END)\
      """
          .formatted(STATE);

  /**
   * As {@link dev.zeroflow.metadata.tracking.ArtifactRoots} makes it, of a run in an experiment.
   */
  static final String ARTIFACT_ROOT =
      """
      (CASE x.artifact_location WHEN '' THEN 'mlflow-artifacts:/' || x.number
         ELSE rtrim(x.artifact_location, '/') END
       || '/' || replace(r.id::text, '-', '') || '/artifacts')\
      """;

  static final String RUN =
      """
      SELECT r.*, e.number AS experiment_number, e.artifact_location, %s AS seen_state
        FROM %s r JOIN metadata.experiment e ON e.project = r.project AND e.id = r.experiment_id
      """;

  static final String FIND =
      RUN.formatted(STATE, "metadata.tracking_run") + " WHERE r.project = $1 AND r.id = $2";

  static final String CREATE =
      """
      WITH run AS (
        INSERT INTO metadata.tracking_run (id, project, experiment_id, name, user_name, origin,
          pipeline_run_id, task_path, state, started_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'RUNNING', $9)
        ON CONFLICT (id) DO NOTHING
        RETURNING id)
      INSERT INTO metadata.tracking_tag (run_id, key, value)
      SELECT run.id, tag.* FROM run, unnest($10::text[], $11::text[]) AS tag (key, value)
      """;

  /**
   * A new name is also the tag by which clients know it. The execution of a run in the lineage, if
   * it has one, ends with the run.
   */
  static final String UPDATE =
      """
      WITH changed AS (
        UPDATE metadata.tracking_run
           SET state = coalesce($3, state), ended_at = coalesce($4, ended_at),
               name = coalesce($5, name)
         WHERE project = $1 AND id = $2 AND deleted_at IS NULL
        RETURNING *),
      tag AS (
        INSERT INTO metadata.tracking_tag (run_id, key, value)
        SELECT id, 'mlflow.runName', $5 FROM changed WHERE $5::text IS NOT NULL
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value),
      execution AS (
        UPDATE metadata.execution e
           SET finished_at = coalesce(changed.ended_at, now()),
               state = CASE changed.state WHEN 'SUCCEEDED' THEN 'COMPLETE' ELSE changed.state END
          FROM changed
         WHERE e.id = changed.id AND e.state = 'RUNNING'
           AND changed.state IN ('SUCCEEDED', 'FAILED', 'CANCELED'))
      """
          + RUN.formatted(STATE, "changed");

  static final String SET_DELETED =
      """
      UPDATE metadata.tracking_run SET deleted_at = $3 WHERE project = $1 AND id = $2
      """;

  /**
   * All of a batch or nothing, in one statement. Keys come in order, so that writers of one run
   * wait for each other and never in a circle. A parameter that has another value breaks the rule
   * that a value is not NULL, and with it the whole statement.
   */
  static final String LOG =
      """
      WITH run AS (
        SELECT id, deleted_at FROM metadata.tracking_run WHERE project = $1 AND id = $2),
      open AS (SELECT id FROM run WHERE deleted_at IS NULL),
      parameters AS (
        INSERT INTO metadata.tracking_param AS known (run_id, key, value)
        SELECT open.id, it.* FROM open, unnest($3::text[], $4::text[]) AS it (key, value)
        ON CONFLICT (run_id, key) DO UPDATE SET value = NULL
          WHERE known.value <> excluded.value),
      tags AS (
        INSERT INTO metadata.tracking_tag AS known (run_id, key, value)
        SELECT open.id, it.* FROM open, unnest($5::text[], $6::text[]) AS it (key, value)
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value
          WHERE known.value <> excluded.value),
      points AS (
        INSERT INTO metadata.metric_point (run_id, key, step, at_millis, value, model_id,
          dataset_name, dataset_digest)
        SELECT open.id, it.* FROM open, unnest($7::text[], $8::bigint[], $9::bigint[],
          $10::float8[], $11::uuid[], $12::text[], $13::text[]) AS it
        ON CONFLICT DO NOTHING),
      latest AS (
        INSERT INTO metadata.latest_metric AS known (run_id, key, step, at_millis, value, model_id,
          dataset_name, dataset_digest)
        SELECT open.id, it.* FROM open, unnest($14::text[], $15::bigint[], $16::bigint[],
          $17::float8[], $18::uuid[], $19::text[], $20::text[]) AS it
        ON CONFLICT (run_id, key) DO UPDATE
          SET step = excluded.step, at_millis = excluded.at_millis, value = excluded.value,
            model_id = excluded.model_id, dataset_name = excluded.dataset_name,
            dataset_digest = excluded.dataset_digest
          WHERE (excluded.step, excluded.at_millis, excluded.value)
              > (known.step, known.at_millis, known.value))
      SELECT deleted_at IS NOT NULL AS deleted FROM run
      """;

  /** Figures of logged models; of several in a batch the latest counts. */
  static final String LOG_MODELS =
      """
      INSERT INTO metadata.logged_model_metric AS known
        (run_id, model_id, key, dataset_name, dataset_digest, step, at_millis, value)
      SELECT DISTINCT ON (model_id, key, dataset_name, dataset_digest)
             m.source, it.model_id, it.key, coalesce(it.dataset_name, '') AS dataset_name,
             coalesce(it.dataset_digest, '') AS dataset_digest, it.step, it.at_millis, it.value
        FROM unnest($3::text[], $4::bigint[], $5::bigint[], $6::float8[], $7::uuid[], $8::text[],
               $9::text[]) AS it (key, step, at_millis, value, model_id, dataset_name, dataset_digest)
        JOIN (SELECT id, $2::uuid AS source FROM metadata.logged_model WHERE project = $1) m
          ON m.id = it.model_id
       ORDER BY model_id, key, dataset_name, dataset_digest, step DESC, at_millis DESC, value DESC
      ON CONFLICT (model_id, key, run_id, dataset_name, dataset_digest) DO UPDATE
        SET step = excluded.step, at_millis = excluded.at_millis, value = excluded.value
        WHERE (excluded.step, excluded.at_millis, excluded.value)
            > (known.step, known.at_millis, known.value)
      """;

  static final String CHANGED_PARAMETER =
      """
      SELECT known.key, known.value AS before, it.value AS after
        FROM metadata.tracking_param known
        JOIN unnest($2::text[], $3::text[]) AS it (key, value) USING (key)
       WHERE known.run_id = $1 AND known.value <> it.value
       ORDER BY known.key LIMIT 1
      """;

  static final String REMOVE_TAG =
      """
      WITH run AS (
        SELECT id, deleted_at FROM metadata.tracking_run WHERE project = $1 AND id = $2),
      removed AS (
        DELETE FROM metadata.tracking_tag t USING run
         WHERE t.run_id = run.id AND run.deleted_at IS NULL AND t.key = $3
        RETURNING 1)
      SELECT deleted_at IS NOT NULL AS deleted, EXISTS (SELECT FROM removed) AS removed FROM run
      """;

  /** What belongs to runs of the project. */
  private static final String OF_RUNS =
      """
       WHERE run_id IN (
         SELECT id FROM metadata.tracking_run WHERE project = $1 AND id = ANY ($2))
       ORDER BY run_id, key
      """;

  static final String METRICS = "SELECT * FROM metadata.latest_metric" + OF_RUNS;
  static final String PARAMETERS = "SELECT * FROM metadata.tracking_param" + OF_RUNS;
  static final String TAGS = "SELECT * FROM metadata.tracking_tag" + OF_RUNS;

  static final String HISTORY =
      """
      SELECT p.* FROM metadata.metric_point p
       WHERE p.run_id = (SELECT id FROM metadata.tracking_run WHERE project = $1 AND id = $2)
         AND p.key = $3 AND (p.step, p.at_millis, p.value) > ($4, $5, $6)
       ORDER BY p.step, p.at_millis, p.value LIMIT $7
      """;

  private TrackingSql() {}
}
