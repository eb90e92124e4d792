package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageFact;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetadataSchemaTest extends PostgresTest {
  private final Database database = new Database(POOL);

  @Test
  void migratingAnUpToDateDatabaseChangesNothing() {
    long before = migrations();
    MetadataSchema.migrate(jdbcUrl(), "postgres", "postgres");
    assertThat(migrations()).isEqualTo(before).isPositive();
  }

  @Test
  void theDatabaseRefusesAnEdgeIntoAnotherProject() {
    var mine = Lineages.artifact(project, "mine");
    var facts =
        List.<LineageFact>of(
            new LineageFact.ArtifactRecorded(mine),
            Lineages.execution("other", UUID.randomUUID(), ExecutionState.COMPLETE, NOW));
    Lineages.write(facts);
    var execution = ((LineageFact.ExecutionRecorded) facts.get(1)).id();
    assertThatThrownBy(
            () -> Lineages.write(List.of(Lineages.edge(project, execution, mine, Direction.INPUT))))
        .isInstanceOf(StoreException.class)
        .rootCause()
        .hasMessageContaining("foreign key");
  }

  @Test
  void theDatabaseRefusesAFinishedExecutionWithoutATime() {
    var insert =
        """
        INSERT INTO metadata.execution (id, project, run_id, task_path, name, attempt, state)
        VALUES ($1, $2, $1, 'train', 'train', 1, 'COMPLETE')
        """;
    assertThatThrownBy(() -> database.run(insert, Tuple.of(UUID.randomUUID(), project)))
        .rootCause()
        .hasMessageContaining("check constraint");
  }

  private long migrations() {
    return database
        .run(
            "SELECT count(*) AS n FROM metadata.flyway_schema_history WHERE success", Tuple.tuple())
        .iterator()
        .next()
        .getLong("n");
  }
}
