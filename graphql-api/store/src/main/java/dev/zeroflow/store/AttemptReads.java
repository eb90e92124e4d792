package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.run.AttemptChange;
import dev.zeroflow.metadata.run.RunState;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads what became of the attempts of tasks. Blocking. */
public final class AttemptReads {
  /** Most changes of one answer; more are refused, never cut silently. */
  private static final int MAX_CHANGES = 50_000;

  private static final String CHANGES =
      """
      SELECT t.run_id, t.task, t.attempt, t.to_state, t.reason, t.at
        FROM scheduling.transition_view t
       WHERE t.run_id IN
           (SELECT r.id FROM scheduling.run_view r WHERE r.project = $1 AND r.id = ANY ($2))
         AND t.task IS NOT NULL
       ORDER BY t.run_id, t.version, t.ordinal LIMIT $3
      """;
  private final Database database;

  public AttemptReads(Pool pool) {
    this.database = new Database(pool);
  }

  /** Changes of the tasks of these runs, those of each run in their order. */
  public List<AttemptChange> changes(String project, Collection<UUID> runs) {
    Tuple which =
        Tuple.of(project).addArrayOfUUID(runs.toArray(UUID[]::new)).addInteger(MAX_CHANGES + 1);
    List<AttemptChange> changes = new ArrayList<>();
    database.run(CHANGES, which).forEach(row -> changes.add(change(row)));
    if (changes.size() > MAX_CHANGES) {
      throw MetadataException.badInput(
          "the runs have more than %d changes: ask for fewer at once".formatted(MAX_CHANGES));
    }
    return changes;
  }

  private static AttemptChange change(Row row) {
    return new AttemptChange(
        row.getUUID("run_id"),
        row.getString("task"),
        row.getInteger("attempt"),
        RunState.valueOf(row.getString("to_state")),
        row.getString("reason"),
        row.getOffsetDateTime("at").toInstant());
  }
}
