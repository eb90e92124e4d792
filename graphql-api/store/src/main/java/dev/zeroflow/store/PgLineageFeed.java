package dev.zeroflow.store;

import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.outside.EndedExecution;
import dev.zeroflow.metadata.outside.EndedExecution.Touched;
import dev.zeroflow.metadata.outside.EndedRun;
import dev.zeroflow.metadata.outside.LineageFeed;
import dev.zeroflow.metadata.run.RunState;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told to sinks, read from the executions by the transaction that ended them. */
public final class PgLineageFeed implements LineageFeed {
  private static final String BEGIN =
      """
      INSERT INTO metadata.lineage_sink (name, changed_in, execution_id, holder, held_until)
      VALUES ($1, pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1,
        'ffffffff-ffff-ffff-ffff-ffffffffffff', $2, $3)
      ON CONFLICT (name) DO NOTHING
      """;

  private static final String CLAIM =
      """
      UPDATE metadata.lineage_sink SET holder = $2, held_until = $4
      WHERE name = $1 AND (holder = $2 OR held_until < $3)
      RETURNING changed_in, execution_id
      """;

  /** Transactions below the oldest one that still runs have all ended. */
  private static final String ENDED =
      """
      SELECT e.changed_in, e.id, e.run_id, e.task_path, e.name, e.attempt, e.state, e.started_at,
        e.finished_at, e.id = e.run_id AND e.task_path = 'run' AS tracking, r.pipeline,
        coalesce(r.started_at, r.created_at) AS run_started_at, k.run_id IS NOT NULL AS known,
        CASE WHEN e.state = 'FAILED' THEN left(t.error_message, 4000) END AS error
      FROM metadata.execution e
      LEFT JOIN scheduling.run_view r ON r.id = e.run_id
      LEFT JOIN scheduling.task_view t ON t.run_id = e.run_id AND t.path = e.task_path
      LEFT JOIN metadata.lineage_sink_run k ON k.sink = $1 AND k.run_id = e.run_id
      WHERE e.finished_at IS NOT NULL AND NOT e.outside AND (e.changed_in, e.id) > ($2, $3)
        AND e.changed_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      ORDER BY e.changed_in, e.id
      LIMIT $4
      """;

  /** An execution with very many edges is told with the first of them. */
  private static final String TOUCHED =
      """
      SELECT e.execution_id, e.direction, e.slot, a.id, a.name, a.type, a.uri, a.digest, a.size
      FROM unnest($1::uuid[]) AS wanted (id)
      CROSS JOIN LATERAL (SELECT * FROM metadata.lineage_edge e WHERE e.execution_id = wanted.id
        ORDER BY e.direction, e.slot, e.artifact_id LIMIT $2) e
      JOIN metadata.artifact a ON a.id = e.artifact_id
      ORDER BY e.execution_id, e.direction, e.slot, a.id
      """;

  private static final String ENDED_RUNS =
      """
      SELECT k.run_id, r.pipeline, r.state, r.finished_at, left(r.error_message, 4000) AS error
      FROM metadata.lineage_sink_run k LEFT JOIN scheduling.run_view r ON r.id = k.run_id
      WHERE k.sink = $1 AND (r.id IS NULL OR r.finished_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM metadata.execution e
          WHERE e.run_id = k.run_id AND e.finished_at IS NOT NULL AND NOT e.outside
            AND (e.changed_in, e.id) > ($2, $3))
      ORDER BY k.run_id LIMIT $4
      """;

  private static final String ADVANCE =
      """
      WITH moved AS (
        UPDATE metadata.lineage_sink SET changed_in = $3, execution_id = $4
        WHERE name = $1 AND holder = $2 RETURNING name
      ), begun AS (
        INSERT INTO metadata.lineage_sink_run (sink, run_id)
        SELECT name, run_id FROM moved, unnest($5::uuid[]) AS run_id
        ON CONFLICT DO NOTHING
      )
      SELECT FROM moved
      """;

  private static final String FORGET =
      "DELETE FROM metadata.lineage_sink_run WHERE sink = $1 AND run_id = ANY ($2)";

  private static final int MAX_TOUCHED = 500;

  private final Database database;

  public PgLineageFeed(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Optional<Position> claim(String sink, String holder, Instant now, Instant until) {
    database.run(BEGIN, Tuple.of(sink, holder, Database.utc(until)));
    var claim = Tuple.of(sink, holder, Database.utc(now), Database.utc(until));
    return Database.first(database.run(CLAIM, claim))
        .map(row -> new Position(row.getLong("changed_in"), row.getUUID("execution_id")));
  }

  @Override
  public List<EndedExecution> after(String sink, Position position, int limit) {
    List<Row> rows = new ArrayList<>();
    var from = Tuple.of(sink, position.changedIn(), position.execution(), limit);
    database.run(ENDED, from).forEach(rows::add);
    Map<UUID, List<Touched>> touched = rows.isEmpty() ? Map.of() : touched(rows);
    return rows.stream()
        .map(row -> execution(row, touched.getOrDefault(row.getUUID("id"), List.of())))
        .toList();
  }

  private Map<UUID, List<Touched>> touched(List<Row> executions) {
    UUID[] ids = executions.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    Map<UUID, List<Touched>> touched = new HashMap<>();
    Tuple wanted = Tuple.tuple().addArrayOfUUID(ids).addInteger(MAX_TOUCHED);
    for (Row row : database.run(TOUCHED, wanted)) {
      touched
          .computeIfAbsent(row.getUUID("execution_id"), id -> new ArrayList<>())
          .add(
              new Touched(
                  Direction.valueOf(row.getString("direction")),
                  row.getString("slot"),
                  row.getUUID("id"),
                  row.getString("name"),
                  row.getString("type"),
                  row.getString("uri"),
                  row.getString("digest"),
                  row.getLong("size")));
    }
    return touched;
  }

  private static EndedExecution execution(Row row, List<Touched> touched) {
    return new EndedExecution(
        new Position(row.getLong("changed_in"), row.getUUID("id")),
        row.getUUID("id"),
        row.getUUID("run_id"),
        row.getString("task_path"),
        row.getString("name"),
        row.getInteger("attempt"),
        row.getBoolean("tracking"),
        ExecutionState.valueOf(row.getString("state")),
        instant(row, "started_at"),
        row.getOffsetDateTime("finished_at").toInstant(),
        row.getString("pipeline"),
        instant(row, "run_started_at"),
        row.getBoolean("known"),
        row.getString("error"),
        touched);
  }

  @Override
  public List<EndedRun> endedRuns(String sink, Position position, int limit) {
    List<EndedRun> runs = new ArrayList<>();
    var from = Tuple.of(sink, position.changedIn(), position.execution(), limit);
    for (Row row : database.run(ENDED_RUNS, from)) {
      @Nullable String state = row.getString("state");
      runs.add(
          new EndedRun(
              row.getUUID("run_id"),
              row.getString("pipeline"),
              state == null ? null : RunState.valueOf(state),
              instant(row, "finished_at"),
              row.getString("error")));
    }
    return runs;
  }

  @Override
  public boolean advance(String sink, String holder, Position to, Collection<UUID> begun) {
    Tuple values =
        Tuple.of(sink, holder, to.changedIn(), to.execution())
            .addArrayOfUUID(begun.toArray(UUID[]::new));
    return database.run(ADVANCE, values).rowCount() == 1;
  }

  @Override
  public void forget(String sink, Collection<UUID> runs) {
    database.run(FORGET, Tuple.of(sink).addArrayOfUUID(runs.toArray(UUID[]::new)));
  }

  private static @Nullable Instant instant(Row row, String column) {
    @Nullable OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
