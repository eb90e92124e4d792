package dev.zeroflow.store;

/** Statements about what is said of traces. */
final class AssessmentSql {
  static final String COLUMNS =
      """
      SELECT trace_id, id, kind, name, value::text AS value, number, error::text AS error,
             source_type, source_id, span_id, rationale, metadata, overrides, valid, created_at,
             updated_at
        FROM metadata.trace_assessment\
      """;

  static final String FIND = COLUMNS + " WHERE project = $1 AND trace_id = $2 AND id = $3";

  /** One writer at a time, so that the limit holds. */
  static final String LOCK =
      "SELECT id FROM metadata.trace WHERE project = $1 AND id = $2 FOR UPDATE";

  static final String COUNT =
      """
      SELECT count(*)::int AS found FROM metadata.trace_assessment
       WHERE project = $1 AND trace_id = $2
      """;

  static final String SET_VALID =
      """
      UPDATE metadata.trace_assessment SET valid = $4
       WHERE project = $1 AND trace_id = $2 AND id = $3
      """;

  static final String CREATE =
      """
      INSERT INTO metadata.trace_assessment (project, trace_id, id, kind, name, value, number,
        error, source_type, source_id, span_id, rationale, metadata, overrides, valid, created_at,
        updated_at)
      VALUES ($1, $2, $3, $4, $5, $6::text::json, $7, $8::text::json, $9, $10, $11, $12, $13, $14,
        $15, $16, $17)
      ON CONFLICT DO NOTHING
      """;

  static final String CHANGE =
      """
      UPDATE metadata.trace_assessment
         SET name = $4, value = $5::text::json, number = $6, error = $7::text::json,
             rationale = $8, metadata = $9, updated_at = $10
       WHERE project = $1 AND trace_id = $2 AND id = $3
      """;

  static final String DELETE =
      """
      DELETE FROM metadata.trace_assessment WHERE project = $1 AND trace_id = $2 AND id = $3
      RETURNING overrides
      """;

  private AssessmentSql() {}
}
