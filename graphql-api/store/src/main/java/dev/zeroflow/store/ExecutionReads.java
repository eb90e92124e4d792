package dev.zeroflow.store;

import dev.zeroflow.metadata.lineage.Execution;
import dev.zeroflow.metadata.lineage.ExecutionOrigin;
import dev.zeroflow.metadata.lineage.ExecutionState;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads executions, in one statement for each call. Blocking. */
public final class ExecutionReads {
  private static final String COLUMNS =
      """
      SELECT id, project, run_id, task_path, name, attempt, state, started_at, finished_at,
             CASE WHEN outside THEN 'OUTSIDE_JOB' WHEN id = run_id AND task_path = 'run'
               THEN 'TRACKING_RUN' ELSE 'TASK' END AS origin
        FROM metadata.execution WHERE project = $1\
      """;
  private static final String BY_IDS = COLUMNS + " AND id = ANY ($2)";

  /** The last one of each task. */
  private static final String OF_TASKS =
      COLUMNS.replace("SELECT", "SELECT DISTINCT ON (run_id, task_path)")
          + " AND run_id = ANY ($2) AND NOT outside ORDER BY run_id, task_path, attempt DESC";

  private final Database database;

  public ExecutionReads(Pool pool) {
    this.database = new Database(pool);
  }

  /** Those with these ids that the project has, in any order. */
  public List<Execution> byIds(String project, Collection<UUID> ids) {
    return read(BY_IDS, project, ids);
  }

  /** The last execution of each task of these pipeline runs. */
  public List<Execution> ofTasks(String project, Collection<UUID> runs) {
    return read(OF_TASKS, project, runs);
  }

  private List<Execution> read(String sql, String project, Collection<UUID> ids) {
    List<Execution> executions = new ArrayList<>();
    database
        .run(sql, Tuple.of(project).addArrayOfUUID(ids.toArray(UUID[]::new)))
        .forEach(row -> executions.add(execution(row)));
    return executions;
  }

  private static Execution execution(Row row) {
    return new Execution(
        row.getUUID("id"),
        row.getString("project"),
        row.getUUID("run_id"),
        row.getString("task_path"),
        row.getString("name"),
        row.getInteger("attempt"),
        ExecutionOrigin.valueOf(row.getString("origin")),
        ExecutionState.valueOf(row.getString("state")),
        Rows.instant(row, "started_at"),
        Rows.instant(row, "finished_at"));
  }
}
