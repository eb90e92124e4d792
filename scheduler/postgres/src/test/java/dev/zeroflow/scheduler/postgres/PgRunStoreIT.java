package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.RunStoreContract;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.Command;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgRunStoreIT extends RunStoreContract {
  @Override
  protected StoreUnderTest store() {
    return PostgresUnderTest.empty();
  }

  @Test
  void aCommitWritesOnlyTheTasksThatChanged() {
    UUID run =
        started(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b").after("a");
                  for (int i = 0; i < 300; i++) {
                    root.task("later-" + i).after("b");
                  }
                }));
    assertThat(load(run).tasks()).hasSize(302);
    commit(load(run), succeeded("a"), claim(Command.Kind.INVOKE));
    assertThat(
            column(
                "SELECT t.path FROM scheduling.task t JOIN scheduling.run r ON r.id = t.run_id"
                    + " WHERE t.xmin = r.xmin ORDER BY position"))
        .containsExactly("a", "b");
  }

  @Test
  void theStoredLogLeadsToTheStoredStates() {
    UUID run = started(Submissions.ONE);
    commit(load(run), succeeded("a"), claim(Command.Kind.INVOKE));
    List<Transition> log = new ArrayList<>();
    for (Row row :
        Sql.await(
            PostgresUnderTest.POOL
                .query("SELECT * FROM scheduling.transition ORDER BY version, ordinal")
                .execute())) {
      String from = row.getString("from_state");
      log.add(
          new Transition(
              row.getString("task"),
              row.getInteger("attempt"),
              from == null ? null : RuntimeState.valueOf(from),
              RuntimeState.valueOf(row.getString("to_state")),
              row.getString("reason"),
              row.getOffsetDateTime("at").toInstant()));
    }
    assertThat(Snapshots.fold(log)).isEqualTo(Snapshots.states(load(run)));
  }

  @Test
  void whatTheDatabaseWouldAlwaysRefuseIsNotTriedAgain() {
    UUID run = started(Submissions.ONE);
    RunSnapshot base = load(run);
    ClaimedCommand command = claim(Command.Kind.INVOKE);
    var error = new TaskError("CODE", ErrorCategory.USER, "zero \u0000 inside", null);
    assertThatThrownBy(
            () ->
                commit(
                    base, new RunEvent.AttemptFailed("a", 1, error, AttemptFigures.NONE), command))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the database refuses");
    assertThat(load(run)).isEqualTo(base);
  }

  @Test
  void aDatabaseThatIsNotThereIsUnavailable() {
    var nowhere =
        new PgRunStore(
            PostgresUnderTest.connect(1),
            new SchedulerNode("one", 1),
            PostgresUnderTest.NO_LINEAGE);
    assertThatThrownBy(() -> nowhere.load(UUID.randomUUID()))
        .isInstanceOf(StoreUnavailableException.class);
  }
}
