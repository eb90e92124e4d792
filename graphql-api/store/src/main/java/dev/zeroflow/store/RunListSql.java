package dev.zeroflow.store;

/** Statements that read runs together with what is said of them. */
final class RunListSql {
  /** $1 is the project, $2 its default experiment. */
  static final String LIST =
      """
      SELECT r.id AS list_id, r.id::text AS run_id, r.project, r.name, r.pipeline,
             r.state AS own_state, r.trigger_kind, r.trigger_detail, r.parameters::text AS parameters,
             r.started_at, r.finished_at AS own_finished_at, r.priority, r.deadline_at,
             r.error_code, r.error_category, r.error_message, r.error_task, r.created_at,
             coalesce(r.finished_at, 'epoch'::timestamptz) AS finished_at,
             CASE r.state WHEN 'CANCELED' THEN 'FAILED' ELSE r.state END AS state,
             d.display_name AS own_display_name, coalesce(d.display_name, r.name) AS display_name,
             coalesce(d.description, '') AS description,
             coalesce(d.storage_state, 'AVAILABLE') AS storage_state,
             coalesce(d.experiment_id, $2) AS experiment,
             coalesce(d.experiment_id, $2)::text AS experiment_id,
             d.pipeline_id, d.pipeline_version_id, coalesce(d.service_account, '') AS service_account,
             d.recurring_run_id AS recurring_run,
             coalesce(d.recurring_run_id::text, '') AS recurring_run_id,
             coalesce(d.scheduled_at, r.created_at) AS scheduled_at, ''::text AS namespace
        FROM scheduling.run_view r
          LEFT JOIN metadata.run_detail d ON d.run_id = r.id AND d.project = r.project
       WHERE r.project = $1
      """;

  static final String FIND = LIST + " AND r.id = $3";
  static final String LIST_OF_EXPERIMENT = LIST + " AND coalesce(d.experiment_id, $2) = $3";

  static final String ACTIVE =
      """
      SELECT count(*)::int AS active
        FROM metadata.run_detail d
          JOIN scheduling.run_view r ON r.id = d.run_id AND r.project = d.project
       WHERE d.project = $1 AND d.recurring_run_id = $2 AND r.finished_at IS NULL
      """;

  static final String CHANGES =
      """
      SELECT task, to_state, reason, at FROM scheduling.transition_view WHERE run_id = $1
       ORDER BY version, ordinal LIMIT $2
      """;

  static final String CHANGES_BEHIND =
      """
      SELECT task, to_state, reason, at, version, ordinal FROM scheduling.transition_view
       WHERE run_id = $1 AND version >= $2 AND (version, ordinal) > ($2, $3)
       ORDER BY version, ordinal LIMIT $4
      """;

  private RunListSql() {}
}
