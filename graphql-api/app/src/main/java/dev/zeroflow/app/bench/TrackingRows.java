package dev.zeroflow.app.bench;

import java.io.IOException;

/**
 * Puts the same runs into the tables of both servers by SQL, as 100,000 requests would take longer
 * than all that is measured. Each run has three metrics, three parameters and three tags. The
 * figures follow from the number of the run, so both have the same ones.
 */
final class TrackingRows {
  static final String HISTORY_KEY = "loss_history";
  static final int HISTORY = 10_000;

  private static final String METRICS =
      """
      (VALUES ('accuracy', abs(sin(i * 12.9898))), ('loss', abs(cos(i * 78.233))),
        ('epoch_seconds', 5 + abs(sin(i * 37.719)))) AS m (key, value)
      """;
  private static final String PARAMETERS =
      """
      (VALUES ('optimizer', 'o' || i % 10), ('seed', ((i * 7919) % 1000)::text),
        ('layers', (i % 7)::text)) AS p (key, value)
      """;
  private static final String TAGS =
      """
      (VALUES ('mlflow.user', 'user-' || i % 50), ('mlflow.source.type', 'LOCAL'),
        ('mlflow.runName', 'run-' || i)) AS t (key, value)
      """;

  private TrackingRows() {}

  static void fill(BenchDatabase postgres, TrackingSide side, String experiment, int runs)
      throws IOException {
    String id = "md5('%s-' || i)::uuid".formatted(experiment);
    String numbers = " FROM generate_series(1, %d) AS i ".formatted(runs);
    String[] statements = side.isOurs() ? ours(id, experiment) : theirs(id, experiment);
    for (String statement : statements) {
      postgres.run(side.database(), statement.replace("#numbers#", numbers));
    }
  }

  private static String[] ours(String id, String experiment) {
    return new String[] {
      """
      INSERT INTO metadata.tracking_run (id, project, experiment_id, name, user_name, origin, state,
        started_at, ended_at)
      SELECT %s, e.project, e.id, 'run-' || i, 'user-' || i %% 50, 'CLIENT', 'SUCCEEDED',
        to_timestamp(1760000000 + i), to_timestamp(1760000100 + i)
      #numbers# JOIN metadata.experiment e ON e.number = %s
      """
          .formatted(id, experiment),
      "INSERT INTO metadata.latest_metric (run_id, key, step, at_millis, value) SELECT "
          + (id + ", m.key, 9, 1760000000000 + i, m.value #numbers#, LATERAL " + METRICS),
      "INSERT INTO metadata.tracking_param (run_id, key, value) SELECT "
          + (id + ", p.key, p.value #numbers#, LATERAL " + PARAMETERS),
      "INSERT INTO metadata.tracking_tag (run_id, key, value) SELECT "
          + (id + ", t.key, t.value #numbers#, LATERAL " + TAGS)
    };
  }

  private static String[] theirs(String uuid, String experiment) {
    String id = "replace(" + uuid + "::text, '-', '')";
    return new String[] {
      """
      INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status,
        start_time, end_time, source_version, lifecycle_stage, artifact_uri, experiment_id)
      SELECT %1$s, 'run-' || i, 'UNKNOWN', '', '', 'user-' || i %% 50, 'FINISHED',
        (1760000000 + i) * 1000::bigint, (1760000100 + i) * 1000::bigint, '', 'active',
        'mlflow-artifacts:/%2$s/' || %1$s || '/artifacts', %2$s #numbers#
      """
          .formatted(id, experiment),
      "INSERT INTO latest_metrics (run_uuid, key, step, timestamp, value, is_nan) SELECT "
          + (id + ", m.key, 9, 1760000000000 + i, m.value, false #numbers#, LATERAL " + METRICS),
      "INSERT INTO params (run_uuid, key, value) SELECT "
          + (id + ", p.key, p.value #numbers#, LATERAL " + PARAMETERS),
      "INSERT INTO tags (run_uuid, key, value) SELECT "
          + (id + ", t.key, t.value #numbers#, LATERAL " + TAGS)
    };
  }

  /** Gives a run a metric with many points. */
  static void history(BenchDatabase postgres, TrackingSide side, String run) throws IOException {
    String into =
        side.isOurs()
            ? "metadata.metric_point (run_id, key, step, at_millis, value) SELECT '%s'::uuid"
            : "metrics (run_uuid, key, step, timestamp, value) SELECT '%s'";
    postgres.run(
        side.database(),
        "INSERT INTO %s, '%s', i, 1760000000000 + i * 10, 1.0 / i FROM generate_series(1, %d) i"
            .formatted(into.formatted(run), HISTORY_KEY, HISTORY));
  }
}
