package dev.zeroflow.store;

import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.run.RunHome;
import dev.zeroflow.metadata.run.RunKind;
import dev.zeroflow.metadata.run.RunPlace;
import dev.zeroflow.metadata.run.RunSelection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs of pipelines and runs that clients log as one list, in one statement. What clients log to
 * the tasks of pipeline runs belongs to those, and is not in it. Blocking.
 */
public final class RunIndex {
  private static final String HOMES =
      """
      SELECT run_id, experiment_id, pipeline_id, pipeline_version_id FROM metadata.run_detail
       WHERE project = $1 AND run_id = ANY ($2)
      """;
  private static final String OF_TASKS =
      """
      SELECT id, pipeline_run_id FROM metadata.tracking_run
       WHERE project = $1 AND pipeline_run_id = ANY ($2) AND origin = 'TASK' AND deleted_at IS NULL
       ORDER BY started_at DESC, id LIMIT $3
      """;
  private final Database database;

  public RunIndex(Pool pool) {
    this.database = new Database(pool);
  }

  /**
   * Places of the runs that are wanted, in the order that is wanted.
   *
   * @param after where to go on behind; null for the beginning
   */
  public List<RunPlace> page(
      String project, RunSelection wanted, @Nullable RunPlace after, int limit) {
    RunIndexSql sql = new RunIndexSql(project, Experiment.defaultId(project), wanted, after, limit);
    List<RunPlace> places = new ArrayList<>();
    if (!sql.text().isEmpty()) {
      database.run(sql.text(), sql.parameters()).forEach(row -> places.add(place(row)));
    }
    return places;
  }

  /**
   * What these pipeline runs belong to; those of which nothing was said are in none of the keys.
   */
  public Map<UUID, RunHome> homes(String project, Collection<UUID> runs) {
    Map<UUID, RunHome> homes = new HashMap<>();
    Tuple which = Tuple.of(project).addArrayOfUUID(runs.toArray(UUID[]::new));
    for (Row row : database.run(HOMES, which)) {
      UUID experiment = PgRunDetails.experiment(project, row.getUUID("experiment_id"));
      homes.put(row.getUUID("run_id"), new RunHome(experiment, PgRunDetails.version(row)));
    }
    return homes;
  }

  /**
   * Runs that clients log in tasks of these pipeline runs, newest first, by pipeline run.
   *
   * @param limit most runs of all pipeline runs together
   */
  public Map<UUID, List<UUID>> ofTasks(String project, Collection<UUID> runs, int limit) {
    Tuple which = Tuple.of(project).addArrayOfUUID(runs.toArray(UUID[]::new)).addInteger(limit);
    Map<UUID, List<UUID>> ofTasks = new HashMap<>();
    for (Row row : database.run(OF_TASKS, which)) {
      ofTasks
          .computeIfAbsent(row.getUUID("pipeline_run_id"), _ -> new ArrayList<>())
          .add(row.getUUID("id"));
    }
    return ofTasks;
  }

  private static RunPlace place(Row row) {
    return new RunPlace(
        RunKind.valueOf(row.getString("kind")),
        row.getUUID("id"),
        row.getOffsetDateTime("at").toInstant());
  }
}
