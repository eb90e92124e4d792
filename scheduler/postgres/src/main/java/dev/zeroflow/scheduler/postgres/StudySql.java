package dev.zeroflow.scheduler.postgres;

/** The statements about studies. */
final class StudySql {
  static final String CREATE =
      """
      INSERT INTO scheduling.study
        (id, project, name, spec, state, reason, created_at, ended_at, revision)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (project, name) DO NOTHING
      """;

  static final String BY_ID = "SELECT * FROM scheduling.study WHERE id = $1";

  static final String BY_NAME = "SELECT * FROM scheduling.study WHERE project = $1 AND name = $2";

  static final String LIST =
      """
      SELECT * FROM scheduling.study
       WHERE project = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
       ORDER BY created_at DESC, id DESC LIMIT $4
      """;

  static final String TRIALS =
      """
      SELECT t.*, r.steps, r.reports FROM scheduling.trial t LEFT JOIN LATERAL (
        SELECT array_agg(step ORDER BY step) AS steps,
            string_agg(objectives::text, ';' ORDER BY step) AS reports
          FROM scheduling.trial_report WHERE study_id = t.study_id AND number = t.number) r ON true
       WHERE t.study_id = $1 ORDER BY t.number
      """;

  /** All of it, or nothing if the revision is not the one before: one round trip. */
  static final String COMMIT =
      """
      WITH held AS (
        UPDATE scheduling.study
           SET spec = $3, state = $4, reason = $5, ended_at = $6, revision = $2
         WHERE id = $1 AND revision = $2 - 1 RETURNING id),
      trials AS (
        INSERT INTO scheduling.trial AS t (study_id, number, state, paused, assignment, objectives,
            constraints, attributes, attempts, created_at, ended_at, reason)
        SELECT held.id, u.number, u.state, u.paused, u.assignment, u.objectives::float8[],
            u.constraints, u.attributes, u.attempts, u.created_at, u.ended_at, u.reason
          FROM held, unnest($7::int[], $8::text[], $9::boolean[], $10::text[], $11::text[],
            $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[],
            $17::text[]) AS u (number, state, paused, assignment, objectives, constraints,
              attributes, attempts, created_at, ended_at, reason)
        ON CONFLICT (study_id, number) DO UPDATE SET state = EXCLUDED.state,
            paused = EXCLUDED.paused, assignment = EXCLUDED.assignment,
            objectives = EXCLUDED.objectives, constraints = EXCLUDED.constraints,
            attributes = EXCLUDED.attributes, attempts = EXCLUDED.attempts,
            ended_at = EXCLUDED.ended_at, reason = EXCLUDED.reason),
      reports AS (
        INSERT INTO scheduling.trial_report (study_id, number, step, objectives)
        SELECT held.id, u.number, u.step, u.objectives::float8[]
          FROM held, unnest($18::int[], $19::int[], $20::text[]) AS u (number, step, objectives)
        ON CONFLICT DO NOTHING)
      SELECT id FROM held
      """;

  static final String DELETE = "DELETE FROM scheduling.study WHERE id = $1";

  private StudySql() {}
}
