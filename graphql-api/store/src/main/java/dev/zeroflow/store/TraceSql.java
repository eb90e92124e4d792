package dev.zeroflow.store;

/** Statements about traces. */
final class TraceSql {
  /**
   * Spans of one trace, and the trace if it is not there. What was told of the whole stays, and so
   * do a span that has ended and what is known by a key already.
   */
  static final String ADD =
      """
      WITH trace AS (
        INSERT INTO metadata.trace AS t (project, id, experiment_id, state, started_millis,
          duration_millis, request_preview, response_preview, told, spans)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false, 0)
        ON CONFLICT (project, id) DO UPDATE SET
          started_millis = CASE WHEN t.told THEN t.started_millis
            ELSE least(t.started_millis, excluded.started_millis) END,
          duration_millis = CASE WHEN t.told THEN t.duration_millis
            ELSE greatest(t.started_millis + t.duration_millis,
                excluded.started_millis + excluded.duration_millis)
              - least(t.started_millis, excluded.started_millis) END,
          state = CASE WHEN t.state IN ('STATE_UNSPECIFIED', 'IN_PROGRESS')
            THEN excluded.state ELSE t.state END,
          request_preview = coalesce(t.request_preview, excluded.request_preview),
          response_preview = coalesce(t.response_preview, excluded.response_preview)
        RETURNING t.project, t.id),
      metadata AS (
        INSERT INTO metadata.trace_metadata (project, trace_id, key, value)
        SELECT trace.*, it.* FROM trace, unnest($9::text[], $10::text[]) AS it (key, value)
        ON CONFLICT DO NOTHING),
      tags AS (
        INSERT INTO metadata.trace_tag (project, trace_id, key, value)
        SELECT trace.*, it.* FROM trace, unnest($11::text[], $12::text[]) AS it (key, value)
        ON CONFLICT DO NOTHING),
      spans AS (
        INSERT INTO metadata.trace_span AS known (project, trace_id, id, parent_id, name, type,
          status, status_message, started_nanos, ended_nanos, attributes, events, links)
        SELECT trace.*, it.id, it.parent_id, it.name, it.type, it.status, it.status_message,
               it.started_nanos, it.ended_nanos, it.attributes::json, it.events::json,
               it.links::json
          FROM trace, unnest($13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
            $18::text[], $19::bigint[], $20::bigint[], $21::text[], $22::text[], $23::text[])
            AS it (id, parent_id, name, type, status, status_message, started_nanos, ended_nanos,
              attributes, events, links)
        ON CONFLICT (project, trace_id, id) DO UPDATE SET
          parent_id = excluded.parent_id, name = excluded.name, type = excluded.type,
          status = excluded.status, status_message = excluded.status_message,
          started_nanos = excluded.started_nanos, ended_nanos = excluded.ended_nanos,
          attributes = excluded.attributes, events = excluded.events, links = excluded.links
          WHERE known.ended_nanos IS NULL
        RETURNING (xmax = 0) AS added)
      SELECT count(*) FILTER (WHERE added)::int AS added FROM spans
      """;

  static final String COUNT =
      """
      UPDATE metadata.trace SET spans = spans + $3 WHERE project = $1 AND id = $2
      RETURNING spans
      """;

  static final String START =
      """
      WITH trace AS (
        INSERT INTO metadata.trace AS t (project, id, experiment_id, state, started_millis,
          duration_millis, client_request_id, request_preview, response_preview, told, spans)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, 0)
        ON CONFLICT (project, id) DO UPDATE SET
          experiment_id = excluded.experiment_id, state = excluded.state,
          started_millis = excluded.started_millis, duration_millis = excluded.duration_millis,
          client_request_id = excluded.client_request_id,
          request_preview = coalesce(excluded.request_preview, t.request_preview),
          response_preview = coalesce(excluded.response_preview, t.response_preview),
          told = true
          WHERE NOT t.told
        RETURNING t.project, t.id),
      metadata AS (
        INSERT INTO metadata.trace_metadata (project, trace_id, key, value)
        SELECT trace.*, it.* FROM trace, unnest($10::text[], $11::text[]) AS it (key, value)
        ON CONFLICT (project, trace_id, key) DO UPDATE SET value = excluded.value),
      tags AS (
        INSERT INTO metadata.trace_tag (project, trace_id, key, value)
        SELECT trace.*, it.* FROM trace, unnest($12::text[], $13::text[]) AS it (key, value)
        ON CONFLICT (project, trace_id, key) DO UPDATE SET value = excluded.value)
      SELECT id FROM trace
      """;

  /** Columns of a trace {@code r} in an experiment {@code x}. */
  static final String COLUMNS = "r.*, x.number AS experiment_number, x.artifact_location";

  static final String SOURCE =
      """
      FROM metadata.trace r
      JOIN metadata.experiment x ON x.project = r.project AND x.id = r.experiment_id
      WHERE r.project = $1\
      """;

  static final String ALL = "SELECT " + COLUMNS + " " + SOURCE + " AND r.id = ANY ($2)";

  private static final String OF_TRACES = " WHERE project = $1 AND trace_id = ANY ($2) ORDER BY ";

  static final String TAGS = "SELECT * FROM metadata.trace_tag" + OF_TRACES + "trace_id, key";

  static final String METADATA =
      "SELECT * FROM metadata.trace_metadata" + OF_TRACES + "trace_id, key";

  static final String ASSESSMENTS = AssessmentSql.COLUMNS + OF_TRACES + "trace_id, created_at, id";

  static final String SPANS =
      """
      SELECT trace_id, id, parent_id, name, type, status, status_message, started_nanos,
             ended_nanos, attributes::text AS attributes, events::text AS events,
             links::text AS links
        FROM metadata.trace_span\
      """
          + OF_TRACES
          + "trace_id, parent_id IS NOT NULL, started_nanos, id";

  static final String SET_TAG =
      """
      INSERT INTO metadata.trace_tag (project, trace_id, key, value)
      SELECT project, id, $3, $4 FROM metadata.trace WHERE project = $1 AND id = $2
      ON CONFLICT (project, trace_id, key) DO UPDATE SET value = excluded.value
      """;

  static final String REMOVE_TAG =
      "DELETE FROM metadata.trace_tag WHERE project = $1 AND trace_id = $2 AND key = $3";

  static final String LINK =
      """
      INSERT INTO metadata.trace_run (project, trace_id, run_id)
      SELECT project, id, $2 FROM metadata.trace WHERE project = $1 AND id = ANY ($3)
      ON CONFLICT DO NOTHING
      """;

  static final String DELETE =
      """
      DELETE FROM metadata.trace WHERE project = $1 AND id IN (
        SELECT id FROM metadata.trace
         WHERE project = $1 AND experiment_id = $2 AND ($3::uuid[] IS NULL OR id = ANY ($3))
           AND ($4::bigint IS NULL OR started_millis <= $4)
         ORDER BY started_millis, id LIMIT $5 FOR UPDATE)
      """;

  private TraceSql() {}
}
