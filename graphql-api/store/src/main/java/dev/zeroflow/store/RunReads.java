package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.metadata.run.TaskArtifact;
import dev.zeroflow.metadata.run.TaskMetric;
import dev.zeroflow.metadata.run.TaskRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

/**
 * Reads runs and what belongs to them: one statement for each call, whatever the number of runs.
 * Never blocks.
 */
public final class RunReads {
  /** Most rows of one kind that one call returns; more are refused, never cut silently. */
  static final int MAX_ROWS = 50_000;

  private static final String BY_IDS = "from RunEntity where project = :project and id in :runs";

  private static final String TASKS =
      """
      from TaskEntity where runId in
        (select run.id from RunEntity run where run.project = :project and run.id in :runs)
      order by runId, position, path
      """;

  private static final String TASKS_AT =
      """
      from TaskEntity where path in :paths and runId in
        (select run.id from RunEntity run where run.project = :project and run.id in :runs)
      """;
  private static final String METRICS =
      """
      from MetricEntity where project = :project and runId in :runs
      order by runId, taskPath, key, step
      """;

  /** Only of the last attempt: what a failed attempt left is in the lineage, not in the task. */
  private static final String ARTIFACTS =
      """
      select execution.runId, execution.taskPath, edge.direction, edge.slot, artifact
      from EdgeEntity edge
        join ExecutionEntity execution on execution.id = edge.executionId
        join ArtifactEntity artifact on artifact.id = edge.artifactId
      where execution.project = :project and execution.runId in :runs
        and execution.attempt = (select max(other.attempt) from ExecutionEntity other
          where other.runId = execution.runId and other.taskPath = execution.taskPath)
      order by execution.runId, execution.taskPath, edge.direction, edge.slot, artifact.name,
        artifact.id
      """;

  private final Reader reader;

  public RunReads(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.reader = new Reader(sessions, vertx);
  }

  /** The runs with these ids that the project has, in any order. */
  public Uni<List<RunRecord>> runs(String project, Collection<UUID> runs) {
    return reader
        .list(BY_IDS, RunEntity.class, query -> of(query, project, runs))
        .map(rows -> limited(rows).stream().map(RunEntity::toRecord).toList());
  }

  /** All tasks of the runs, in the order of each pipeline. */
  public Uni<List<TaskRecord>> tasks(String project, Collection<UUID> runs) {
    return reader
        .list(TASKS, TaskEntity.class, query -> of(query, project, runs))
        .map(rows -> limited(rows).stream().map(TaskEntity::toRecord).toList());
  }

  /** The tasks of these runs that have one of these paths, in any order. */
  public Uni<List<TaskRecord>> tasks(
      String project, Collection<UUID> runs, Collection<String> paths) {
    return reader
        .list(
            TASKS_AT,
            TaskEntity.class,
            query -> of(query, project, runs).setParameter("paths", paths))
        .map(rows -> limited(rows).stream().map(TaskEntity::toRecord).toList());
  }

  /** All metrics of the runs' tasks, ordered by key and step. */
  public Uni<List<TaskMetric>> metrics(String project, Collection<UUID> runs) {
    return reader
        .list(METRICS, MetricEntity.class, query -> of(query, project, runs))
        .map(rows -> limited(rows).stream().map(MetricEntity::toRecord).toList());
  }

  /** All artifacts that the last attempts of the runs' tasks read or wrote, ordered by slot. */
  public Uni<List<TaskArtifact>> artifacts(String project, Collection<UUID> runs) {
    return reader
        .list(ARTIFACTS, Object[].class, query -> of(query, project, runs))
        .map(rows -> limited(rows).stream().map(RunReads::taskArtifact).toList());
  }

  private static <R> SelectionQuery<R> of(
      SelectionQuery<R> query, String project, Collection<UUID> runs) {
    return query
        .setParameter("project", project)
        .setParameter("runs", runs)
        .setMaxResults(MAX_ROWS + 1);
  }

  private static <R> List<R> limited(List<R> rows) {
    if (rows.size() > MAX_ROWS) {
      throw MetadataException.badInput(
          "the answer has more than " + MAX_ROWS + " rows: ask for fewer runs at once");
    }
    return rows;
  }

  private static TaskArtifact taskArtifact(Object[] row) {
    return new TaskArtifact(
        (UUID) row[0],
        (String) row[1],
        Direction.valueOf((String) row[2]),
        (String) row[3],
        ((ArtifactEntity) row[4]).toRecord());
  }
}
