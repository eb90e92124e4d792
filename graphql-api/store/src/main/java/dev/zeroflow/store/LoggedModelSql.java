package dev.zeroflow.store;

/** Statements about logged models. */
final class LoggedModelSql {
  static final String CREATE =
      """
      WITH model AS (
        INSERT INTO metadata.logged_model (id, project, experiment_id, name, model_type,
          source_run_id, state, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'PENDING', $7, $7)
        ON CONFLICT (id) DO NOTHING
        RETURNING id)
      SELECT id FROM model
      """;

  /** Columns of a model {@code r} in an experiment {@code x}. */
  static final String COLUMNS = "r.*, x.number AS experiment_number, x.artifact_location";

  static final String SOURCE =
      """
      FROM metadata.logged_model r
      JOIN metadata.experiment x ON x.project = r.project AND x.id = r.experiment_id
      WHERE r.project = $1 AND r.deleted_at IS NULL\
      """;

  private static final String MODELS = "SELECT " + COLUMNS + " " + SOURCE;

  static final String FIND = MODELS + " AND r.id = $2";

  static final String ALL = MODELS + " AND r.id = ANY ($2) ORDER BY r.id";

  /** As {@link dev.zeroflow.metadata.tracking.ArtifactRoots} makes it, with '/' at its end. */
  private static final String DIRECTORY =
      """
      (CASE x.artifact_location WHEN '' THEN x.number::text
         ELSE substr(rtrim(x.artifact_location, '/'), length('mlflow-artifacts:/') + 1) END
       || '/models/m-' || replace(r.id::text, '-', '') || '/artifacts/')\
      """;

  /** A model with files of this server at a directory, below or around it. */
  static final String READY_AT =
      """
      SELECT r.id %1$s AND r.state = 'READY'
         AND (x.artifact_location = '' OR x.artifact_location LIKE 'mlflow-artifacts:/%%')
         AND (starts_with(%2$s, $2) OR starts_with($2, %2$s))
       LIMIT 1
      """
          .formatted(SOURCE, DIRECTORY);

  /** One at a time: who links a run with a model and who finishes the model see each other. */
  static final String LOCK =
      """
      SELECT id FROM metadata.logged_model
       WHERE project = $1 AND id = ANY ($2) AND deleted_at IS NULL ORDER BY id FOR UPDATE
      """;

  static final String FINISH =
      "UPDATE metadata.logged_model SET state = $2, updated_at = $3 WHERE id = $1";

  static final String TOUCH =
      """
      UPDATE metadata.logged_model SET updated_at = $3
       WHERE project = $1 AND id = $2 AND deleted_at IS NULL
      """;

  static final String DELETE =
      """
      UPDATE metadata.logged_model SET deleted_at = $3, updated_at = $3
       WHERE project = $1 AND id = $2 AND deleted_at IS NULL
      """;

  /** Which runs have read or put out a model; that it came from one is as good. */
  static final String LINKS =
      """
      SELECT run_id, direction FROM metadata.run_model WHERE project = $1 AND model_id = $2
      UNION
      SELECT source_run_id, 'OUTPUT' FROM metadata.logged_model
       WHERE project = $1 AND id = $2 AND source_run_id IS NOT NULL
      """;

  /** A value that differs breaks the rule that it is not NULL, and with it the whole statement. */
  static final String LOG_PARAMETERS =
      """
      INSERT INTO metadata.logged_model_param AS known (model_id, key, value)
      SELECT $1, it.* FROM unnest($2::text[], $3::text[]) AS it (key, value) ORDER BY it.key
      ON CONFLICT (model_id, key) DO UPDATE SET value = NULL WHERE known.value <> excluded.value
      """;

  static final String CHANGED_PARAMETER =
      """
      SELECT known.key, known.value AS before, it.value AS after
        FROM metadata.logged_model_param known
        JOIN unnest($2::text[], $3::text[]) AS it (key, value) USING (key)
       WHERE known.model_id = $1 AND known.value <> it.value
       ORDER BY known.key LIMIT 1
      """;

  static final String SET_TAGS =
      """
      INSERT INTO metadata.logged_model_tag AS known (model_id, key, value)
      SELECT $1, it.* FROM unnest($2::text[], $3::text[]) AS it (key, value) ORDER BY it.key
      ON CONFLICT (model_id, key) DO UPDATE SET value = excluded.value
      """;

  static final String REMOVE_TAG =
      "DELETE FROM metadata.logged_model_tag WHERE model_id = $1 AND key = $2";

  private static final String OF_MODELS = " WHERE model_id = ANY ($1) ORDER BY model_id, key";

  static final String PARAMETERS = "SELECT * FROM metadata.logged_model_param" + OF_MODELS;
  static final String TAGS = "SELECT * FROM metadata.logged_model_tag" + OF_MODELS;
  static final String METRICS =
      "SELECT * FROM metadata.logged_model_metric"
          + OF_MODELS
          + ", run_id, dataset_name, dataset_digest";

  private LoggedModelSql() {}
}
