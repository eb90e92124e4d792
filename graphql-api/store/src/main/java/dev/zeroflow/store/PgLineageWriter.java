package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.EdgeRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.MetricRecorded;
import dev.zeroflow.metadata.lineage.LineageWriter;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes lineage with one statement for each kind of fact, whatever their number: columns travel as
 * arrays.
 */
public final class PgLineageWriter implements LineageWriter<BiConsumer<String, Tuple>> {
  /** An ended record stays as it is, so that a late or repeated fact cannot reopen it. */
  private static final String EXECUTIONS =
      """
      INSERT INTO metadata.execution AS known
        (id, project, run_id, task_path, name, attempt, state, started_at, finished_at)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::int[],
        $7::text[], $8::timestamptz[], $9::timestamptz[])
      ON CONFLICT (id) DO UPDATE
        SET state = excluded.state,
          started_at = coalesce(excluded.started_at, known.started_at),
          finished_at = excluded.finished_at
        WHERE known.state IN ('NEW', 'RUNNING')
      """;

  private static final String ARTIFACTS =
      """
      INSERT INTO metadata.artifact
        (id, project, name, type, uri, digest, size, metadata, created_at)
      SELECT id, project, name, type, uri, digest, size, metadata::jsonb, created_at
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::bigint[], $8::text[], $9::timestamptz[])
        AS fact (id, project, name, type, uri, digest, size, metadata, created_at)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String EDGES =
      """
      INSERT INTO metadata.lineage_edge
        (project, execution_id, artifact_id, direction, slot, at)
      SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[],
        $6::timestamptz[])
      ON CONFLICT (execution_id, direction, slot, artifact_id) DO NOTHING
      """;

  private static final String METRICS =
      """
      INSERT INTO metadata.metric (project, run_id, task_path, key, step, value, at)
      SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::bigint[],
        $6::float8[], $7::timestamptz[])
      ON CONFLICT (run_id, task_path, key, step)
        DO UPDATE SET value = excluded.value, at = excluded.at
      """;

  private record MetricKey(UUID runId, String taskPath, String key, long step) {}

  @Override
  public void write(BiConsumer<String, Tuple> statements, List<LineageFact> facts) {
    // One statement may not touch a row twice: of facts about the same thing the last one counts.
    Map<UUID, ExecutionRecorded> executions = new LinkedHashMap<>();
    List<Artifact> artifacts = new ArrayList<>();
    List<EdgeRecorded> edges = new ArrayList<>();
    Map<MetricKey, MetricRecorded> metrics = new LinkedHashMap<>();
    for (LineageFact fact : facts) {
      switch (fact) {
        case ExecutionRecorded it -> executions.put(it.id(), it);
        case ArtifactRecorded it -> artifacts.add(it.artifact());
        case EdgeRecorded it -> edges.add(it);
        case MetricRecorded it ->
            metrics.put(new MetricKey(it.runId(), it.taskPath(), it.key(), it.step()), it);
      }
    }
    send(statements, EXECUTIONS, executions.values(), PgLineageWriter::executionColumns);
    send(statements, ARTIFACTS, artifacts, PgLineageWriter::artifactColumns);
    send(statements, EDGES, edges, PgLineageWriter::edgeColumns);
    send(statements, METRICS, metrics.values(), PgLineageWriter::metricColumns);
  }

  private static <F> void send(
      BiConsumer<String, Tuple> statements,
      String sql,
      Collection<F> facts,
      Function<Collection<F>, Tuple> columns) {
    if (!facts.isEmpty()) {
      statements.accept(sql, columns.apply(facts));
    }
  }

  private static Tuple executionColumns(Collection<ExecutionRecorded> facts) {
    return Tuple.tuple()
        .addArrayOfUUID(column(facts, ExecutionRecorded::id, UUID[]::new))
        .addArrayOfString(column(facts, ExecutionRecorded::project, String[]::new))
        .addArrayOfUUID(column(facts, ExecutionRecorded::runId, UUID[]::new))
        .addArrayOfString(column(facts, ExecutionRecorded::taskPath, String[]::new))
        .addArrayOfString(column(facts, ExecutionRecorded::name, String[]::new))
        .addArrayOfInteger(column(facts, ExecutionRecorded::attempt, Integer[]::new))
        .addArrayOfString(column(facts, fact -> fact.state().name(), String[]::new))
        .addArrayOfOffsetDateTime(
            column(facts, fact -> Database.utcOrNull(fact.startedAt()), OffsetDateTime[]::new))
        .addArrayOfOffsetDateTime(
            column(facts, fact -> Database.utcOrNull(fact.finishedAt()), OffsetDateTime[]::new));
  }

  private static Tuple artifactColumns(Collection<Artifact> facts) {
    return Tuple.tuple()
        .addArrayOfUUID(column(facts, Artifact::id, UUID[]::new))
        .addArrayOfString(column(facts, Artifact::project, String[]::new))
        .addArrayOfString(column(facts, Artifact::name, String[]::new))
        .addArrayOfString(column(facts, Artifact::type, String[]::new))
        .addArrayOfString(column(facts, Artifact::uri, String[]::new))
        .addArrayOfString(column(facts, Artifact::digest, String[]::new))
        .addArrayOfLong(column(facts, Artifact::size, Long[]::new))
        .addArrayOfString(
            column(facts, fact -> new JsonObject(fact.metadata()).encode(), String[]::new))
        .addArrayOfOffsetDateTime(
            column(facts, fact -> Database.utc(fact.createdAt()), OffsetDateTime[]::new));
  }

  private static Tuple edgeColumns(Collection<EdgeRecorded> facts) {
    return Tuple.tuple()
        .addArrayOfString(column(facts, EdgeRecorded::project, String[]::new))
        .addArrayOfUUID(column(facts, EdgeRecorded::executionId, UUID[]::new))
        .addArrayOfUUID(column(facts, EdgeRecorded::artifactId, UUID[]::new))
        .addArrayOfString(column(facts, fact -> fact.direction().name(), String[]::new))
        .addArrayOfString(column(facts, EdgeRecorded::slot, String[]::new))
        .addArrayOfOffsetDateTime(
            column(facts, fact -> Database.utc(fact.at()), OffsetDateTime[]::new));
  }

  private static Tuple metricColumns(Collection<MetricRecorded> facts) {
    return Tuple.tuple()
        .addArrayOfString(column(facts, MetricRecorded::project, String[]::new))
        .addArrayOfUUID(column(facts, MetricRecorded::runId, UUID[]::new))
        .addArrayOfString(column(facts, MetricRecorded::taskPath, String[]::new))
        .addArrayOfString(column(facts, MetricRecorded::key, String[]::new))
        .addArrayOfLong(column(facts, MetricRecorded::step, Long[]::new))
        .addArrayOfDouble(column(facts, MetricRecorded::value, Double[]::new))
        .addArrayOfOffsetDateTime(
            column(facts, fact -> Database.utc(fact.at()), OffsetDateTime[]::new));
  }

  private static <F, V extends @Nullable Object> V[] column(
      Collection<F> facts, Function<F, V> value, IntFunction<V[]> array) {
    return facts.stream().map(value).toArray(array);
  }
}
