package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgExecutionParametersTest extends PostgresTest {
  private static final String TASK =
      """
      INSERT INTO scheduling.task (run_id, path, position, name, kind, function, state, attempt,
        failures, losses, ready_at, attempt_at, finished_at, inputs, outputs)
      VALUES ($1, 'fit', 0, 'fit', 'CONTAINER', 'tasks', 'SUCCEEDED', 1, 0, 0, $2, $2, $2, $3, '{}')
      """;

  private final Database database = new Database(POOL);
  private final UUID run = UUID.randomUUID();
  private final UUID task = UUID.randomUUID();

  private ExecutionRecorded execution(UUID id, UUID run, String path) {
    return new ExecutionRecorded(
        id, project, run, path, path, 1, ExecutionState.COMPLETE, NOW, NOW);
  }

  @Test
  void tasksAndTrackingRunsTellWhatTheyWereTold() {
    new SubmittedRuns(POOL).submit(project, run);
    String inputs = "{\"parameters\": {\"depth\": 3, \"label\": \"species\", \"grid\": [1, 2]}}";
    database.run(TASK, Tuple.of(run, Database.utc(NOW), inputs));
    UUID tracking = UUID.randomUUID();
    Lineages.write(List.of(execution(task, run, "fit"), execution(tracking, tracking, "run")));
    database.run(
        "INSERT INTO metadata.tracking_param (run_id, key, value) VALUES ($1, 'alpha', $2)",
        Tuple.of(tracking, "1".repeat(2_000)));

    var told = new PgExecutionParameters(POOL, project).of(List.of(task, tracking));

    assertThat(told)
        .containsEntry(task, Map.of("depth", "3", "label", "species", "grid", "[1, 2]"))
        .containsEntry(tracking, Map.of("alpha", "1".repeat(1_000)));
    assertThat(new PgExecutionParameters(POOL, "other").of(List.of(task, tracking))).isEmpty();
  }
}
