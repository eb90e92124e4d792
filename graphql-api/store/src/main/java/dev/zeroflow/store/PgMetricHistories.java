package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.MetricHistories;
import dev.zeroflow.metadata.tracking.MetricPlace;
import dev.zeroflow.metadata.tracking.MetricPoint;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Histories of metrics in Postgres, which thins them out: long ones never come here. */
public final class PgMetricHistories implements MetricHistories {
  private static final String RANGES =
      """
      SELECT p.run_id, p.key, count(*) AS points,
             min(p.value) FILTER (WHERE p.value <> 'NaN') AS low,
             max(p.value) FILTER (WHERE p.value <> 'NaN') AS high
        FROM metadata.metric_point p
       WHERE p.run_id IN (
         SELECT id FROM metadata.tracking_run WHERE project = $1 AND id = ANY ($2))
       GROUP BY p.run_id, p.key ORDER BY p.run_id, p.key
      """;

  private static final String SAMPLED =
      """
      WITH numbered AS (
        SELECT p.*, count(*) OVER (PARTITION BY p.key) AS points,
               row_number() OVER (PARTITION BY p.key ORDER BY p.step, p.at_millis, p.value) - 1
                 AS place
          FROM metadata.metric_point p
         WHERE p.run_id = (SELECT id FROM metadata.tracking_run WHERE project = $1 AND id = $2)
           AND p.key = ANY ($3)),
      bucketed AS (SELECT *, place * $5 / points AS bucket FROM numbered),
      ranked AS (
        SELECT *, row_number() OVER (PARTITION BY key, bucket ORDER BY value, place) AS low,
               row_number() OVER (PARTITION BY key, bucket ORDER BY value DESC, place) AS high
          FROM bucketed)
      SELECT * FROM ranked
       WHERE points <= $4 OR low = 1 OR high = 1 OR place IN (0, points - 1)
       ORDER BY key, place
      """;

  private static final String BEHIND =
      """
      SELECT p.*
        FROM metadata.tracking_run r,
             unnest($3::text[], $4::bigint[], $5::bigint[], $6::float8[])
               AS seen (key, step, at_millis, value),
             LATERAL (
               SELECT * FROM metadata.metric_point p
                WHERE p.run_id = r.id AND p.key = seen.key
                  AND (p.step, p.at_millis, p.value) > (seen.step, seen.at_millis, seen.value)
                ORDER BY p.step, p.at_millis, p.value LIMIT $7) p
       WHERE r.project = $1 AND r.id = $2
       ORDER BY p.key, p.step, p.at_millis, p.value
      """;

  private static final String OF_RUNS =
      """
        FROM metadata.metric_point p
       WHERE p.key = $3 AND p.run_id IN (
         SELECT id FROM metadata.tracking_run WHERE project = $1 AND id = ANY ($2))\
      """;

  /** The last bucket gives its last point instead of its first one. */
  private static final String SPREAD =
      """
      WITH bucketed AS (
        SELECT p.*, ntile($4::int) OVER points AS bucket, row_number() OVER points AS place,
               count(*) OVER (PARTITION BY p.run_id) AS points
        %s AND p.step BETWEEN $5 AND $6
        WINDOW points AS (PARTITION BY p.run_id ORDER BY p.step, p.at_millis, p.value)),
      ranked AS (
        SELECT *, row_number() OVER (PARTITION BY run_id, bucket ORDER BY place) AS rank
          FROM bucketed)
      SELECT * FROM ranked
       WHERE place = points OR (rank = 1 AND bucket < $4::int)
       ORDER BY array_position($2, run_id), place
      """
          .formatted(OF_RUNS);

  private static final String WHOLE =
      "SELECT p.*" + OF_RUNS + " ORDER BY p.run_id, p.at_millis, p.step, p.value LIMIT $4";

  private final Database database;

  public PgMetricHistories(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Map<UUID, List<Range>> ranges(String project, Collection<UUID> runs) {
    Tuple which = Tuple.of(project).addArrayOfUUID(runs.toArray(UUID[]::new));
    Map<UUID, List<Range>> ranges = new HashMap<>();
    for (Row row : database.run(RANGES, which)) {
      ranges.computeIfAbsent(row.getUUID("run_id"), ignored -> new ArrayList<>()).add(range(row));
    }
    return ranges;
  }

  private static Range range(Row row) {
    return new Range(
        row.getString("key"), row.getDouble("low"), row.getDouble("high"), row.getLong("points"));
  }

  @Override
  public List<Sampled> sampled(String project, UUID run, Collection<String> keys, int maxPoints) {
    if (maxPoints < 4 || maxPoints > MAX_POINTS || keys.size() > MAX_KEYS) {
      throw MetadataException.badInput(
          "ask for 4 to %d points, and at most %d metrics".formatted(MAX_POINTS, MAX_KEYS));
    }
    // Two of each bucket; the first and the last point of all are two more.
    Tuple which =
        Tuple.of(project, run)
            .addArrayOfString(keys.toArray(String[]::new))
            .addLong((long) maxPoints)
            .addLong((maxPoints - 2) / 2L);
    Map<String, List<MetricPoint>> points = new LinkedHashMap<>();
    Map<String, Long> all = new HashMap<>();
    for (Row row : database.run(SAMPLED, which)) {
      String key = row.getString("key");
      points.computeIfAbsent(key, ignored -> new ArrayList<>()).add(PgTrackingRuns.point(row));
      all.put(key, row.getLong("points"));
    }
    return points.entrySet().stream()
        .map(it -> new Sampled(it.getKey(), it.getValue(), all.getOrDefault(it.getKey(), 0L)))
        .toList();
  }

  @Override
  public List<MetricPoint> behind(String project, UUID run, MetricPlace place, int limit) {
    if (limit < 1 || limit > MAX_POINTS) {
      throw MetadataException.badInput("ask for 1 to %d points".formatted(MAX_POINTS));
    }
    List<MetricPoint> seen = place.points();
    Tuple which =
        Tuple.of(project, run)
            .addArrayOfString(seen.stream().map(MetricPoint::key).toArray(String[]::new))
            .addArrayOfLong(seen.stream().map(MetricPoint::step).toArray(Long[]::new))
            .addArrayOfLong(seen.stream().map(MetricPoint::atMillis).toArray(Long[]::new))
            .addArrayOfDouble(seen.stream().map(MetricPoint::value).toArray(Double[]::new))
            .addInteger(limit);
    List<MetricPoint> found = new ArrayList<>();
    database.run(BEHIND, which).forEach(row -> found.add(PgTrackingRuns.point(row)));
    return found;
  }

  @Override
  public List<OfRun> spread(
      String project, List<UUID> runs, String key, Steps steps, int maxPoints) {
    if (maxPoints < 1 || maxPoints > MAX_SPREAD) {
      throw MetadataException.badInput("max_results must be between 1 and " + MAX_SPREAD);
    }
    Tuple which = Tuple.of(project).addArrayOfUUID(limited(runs)).addString(key);
    return points(SPREAD, which.addInteger(maxPoints).addLong(steps.from()).addLong(steps.to()));
  }

  @Override
  public List<OfRun> whole(String project, List<UUID> runs, String key, int limit) {
    Tuple which = Tuple.of(project).addArrayOfUUID(limited(runs)).addString(key);
    return points(WHOLE, which.addInteger(limit));
  }

  private static UUID[] limited(List<UUID> runs) {
    if (runs.size() > MAX_RUNS) {
      throw MetadataException.badInput("ask for at most %d runs".formatted(MAX_RUNS));
    }
    return runs.toArray(UUID[]::new);
  }

  private List<OfRun> points(String sql, Tuple which) {
    List<OfRun> points = new ArrayList<>();
    for (Row row : database.run(sql, which)) {
      points.add(new OfRun(row.getUUID("run_id"), PgTrackingRuns.point(row)));
    }
    return points;
  }
}
