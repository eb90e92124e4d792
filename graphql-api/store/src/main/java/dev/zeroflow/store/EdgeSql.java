package dev.zeroflow.store;

import dev.zeroflow.metadata.lineage.LineageMode;
import dev.zeroflow.metadata.lineage.Walk;

/**
 * The statement of one hop. Parameters: $1 project, $2 ids of the frontier, $3 the time to look
 * back to or NULL, $4 most edges.
 *
 * <p>Artifacts that are records of one thing form a class with a centre, and edges lead between the
 * centre and the others only: a class of n has n - 1 edges instead of n * n.
 */
final class EdgeSql {
  /** Repeats the condition of the index, or it is not used. */
  private static final String CONTENT =
      "(a.digest LIKE 'client:________%' OR (a.digest LIKE 'sha256:%' AND a.size > 0))";

  private static final String ARTIFACT_SEEN = "($3::timestamptz IS NULL OR a.created_at <= $3)";

  /** An edge is there as soon as its ends are. */
  private static final String EDGE_SEEN =
      """
      ($3::timestamptz IS NULL OR (e.at <= $3
        AND EXISTS (SELECT FROM metadata.artifact a WHERE a.id = e.artifact_id AND a.created_at <= $3)
        AND EXISTS (SELECT FROM metadata.execution x WHERE x.id = e.execution_id
          AND coalesce(x.started_at, x.finished_at, e.at) <= $3)))""";

  private static final String RECORDED =
      """
      SELECT * FROM (
      SELECT e.execution_id AS source, e.artifact_id AS target, 'OUTPUT' AS role, e.slot, e.at
        FROM metadata.lineage_edge e
       WHERE e.project = $1 AND e.direction = 'OUTPUT' AND {OUTPUT_END} = ANY ($2) AND {EDGE_SEEN}
         AND {COUNTS}
      UNION ALL
      SELECT e.artifact_id, e.execution_id, 'INPUT', e.slot, e.at
        FROM metadata.lineage_edge e
       WHERE e.project = $1 AND e.direction = 'INPUT' AND {INPUT_END} = ANY ($2) AND {EDGE_SEEN}
      UNION ALL
      SELECT v.artifact_id, v.id, 'REGISTERED', NULL, v.created_at
        FROM metadata.model_version v JOIN metadata.artifact a ON a.id = v.artifact_id
       WHERE v.project = $1 AND {REGISTERED_END} = ANY ($2)
         AND ($3::timestamptz IS NULL OR v.created_at <= $3) AND {ARTIFACT_SEEN}
      UNION ALL
      SELECT v.id, s.id, 'SERVED', NULL, s.serving_since
        FROM metadata.inference_service s
        JOIN metadata.model_version v USING (project, model, version)
       WHERE project = $1 AND {SERVED_END} = ANY ($2)
         AND ($3::timestamptz IS NULL OR (s.serving_since <= $3 AND v.created_at <= $3))
      """;

  /** Classes that the frontier has something of, with the one recorded first as their centre. */
  private static final String CLASSES =
      """
      WITH member AS (
        SELECT 'SAME_CONTENT' AS role, a.digest AS class, a.id, a.created_at,
               first_value(a.id) OVER (PARTITION BY a.digest ORDER BY a.created_at, a.id) AS centre
          FROM metadata.artifact a
         WHERE a.project = $1 AND {CONTENT} AND {ARTIFACT_SEEN}
           AND a.digest IN (SELECT a.digest FROM metadata.artifact a
                             WHERE a.project = $1 AND a.id = ANY ($2) AND {CONTENT})
        UNION ALL
        SELECT 'SAME_ADDRESS', a.uri, a.id, a.created_at,
               first_value(a.id) OVER
                 (PARTITION BY a.uri ORDER BY a.outside DESC, a.created_at, a.id)
          FROM (SELECT DISTINCT a.uri FROM metadata.artifact a
                 WHERE a.project = $1 AND a.id = ANY ($2) AND a.uri LIKE 's3://%') mine
          JOIN metadata.artifact a ON hashtextextended(a.uri, 0) = hashtextextended(mine.uri, 0)
           AND a.uri = mine.uri AND a.uri LIKE 's3://%' AND a.project = $1 AND {ARTIFACT_SEEN}
         WHERE EXISTS (SELECT FROM metadata.artifact o
                        WHERE hashtextextended(o.uri, 0) = hashtextextended(mine.uri, 0)
                          AND o.uri = mine.uri AND o.uri LIKE 's3://%' AND o.project = $1
                          AND o.outside AND ($3::timestamptz IS NULL OR o.created_at <= $3))
      )
      """;

  /** The same by content, with what the newest execution wrote as the centre. */
  private static final String NEWEST =
      """
      WITH touched AS (
        SELECT a.id, a.digest, {CONTENT} AS known FROM metadata.artifact a
         WHERE a.project = $1 AND {ARTIFACT_SEEN} AND (a.id = ANY ($2) OR a.id IN
           (SELECT e.artifact_id FROM metadata.lineage_edge e
             WHERE e.execution_id = ANY ($2) AND e.direction = 'OUTPUT'))
      ), written AS (
        SELECT a.digest AS class, a.id, a.created_at FROM metadata.artifact a
         WHERE a.project = $1 AND {CONTENT} AND {ARTIFACT_SEEN}
           AND a.digest IN (SELECT digest FROM touched WHERE known)
        UNION ALL
        SELECT t.id::text, t.id, NULL FROM touched t WHERE NOT known
      ), newest AS (
        SELECT DISTINCT ON (w.class) w.class, w.id AS centre, e.execution_id
          FROM written w
          LEFT JOIN metadata.lineage_edge e
            ON e.artifact_id = w.id AND e.direction = 'OUTPUT' AND {EDGE_SEEN}
         ORDER BY w.class, e.at DESC NULLS LAST, e.execution_id DESC, w.created_at, w.id
      ), member AS (
        SELECT 'SAME_CONTENT' AS role, w.class, w.id, w.created_at, n.centre, n.execution_id
          FROM written w JOIN newest n USING (class)
      )
      """;

  private static final String JOINS =
      """
      UNION ALL
      SELECT m.centre, m.id, m.role, NULL, greatest(m.created_at, c.created_at)
        FROM member m JOIN metadata.artifact c ON c.id = m.centre
       WHERE m.id <> m.centre AND (m.id = ANY ($2) OR m.centre = ANY ($2))
      """;

  private static final String ORDER =
      ") AS hop ORDER BY role, source, target, slot COLLATE \"C\" NULLS FIRST LIMIT $4";

  private static final String EVERY = "true";
  private static final String BY_NEWEST =
      "EXISTS (SELECT FROM member m WHERE m.id = e.artifact_id AND m.execution_id = e.execution_id)";

  private EdgeSql() {}

  static String hop(LineageMode mode, Walk walk) {
    String text =
        switch (mode) {
          case EXACT -> RECORDED.replace("{COUNTS}", EVERY);
          case LATEST -> NEWEST + RECORDED.replace("{COUNTS}", BY_NEWEST) + JOINS;
          case CUMULATIVE -> CLASSES + RECORDED.replace("{COUNTS}", EVERY) + JOINS;
        };
    return ends(text + ORDER, walk)
        .replace("{EDGE_SEEN}", EDGE_SEEN)
        .replace("{ARTIFACT_SEEN}", ARTIFACT_SEEN)
        .replace("{CONTENT}", CONTENT);
  }

  /** Which end of each kind of edge is in the frontier. */
  private static String ends(String text, Walk walk) {
    return switch (walk) {
      case UPSTREAM ->
          text.replace("{OUTPUT_END}", "e.artifact_id")
              .replace("{INPUT_END}", "e.execution_id")
              .replace("{REGISTERED_END}", "v.id")
              .replace("{SERVED_END}", "s.id");
      case DOWNSTREAM ->
          text.replace("{OUTPUT_END}", "e.execution_id")
              .replace("{INPUT_END}", "e.artifact_id")
              .replace("{REGISTERED_END}", "v.artifact_id")
              .replace("{SERVED_END}", "v.id");
    };
  }
}
