package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.port.Events.failed;
import static dev.zeroflow.scheduler.port.Events.slot;
import static dev.zeroflow.scheduler.port.Events.succeeded;
import static dev.zeroflow.scheduler.port.Owner.decide;
import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.POOL;
import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStoreContract;
import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.sqlclient.Tuple;
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
    owner.commit(run, succeeded("a"), slot("b"));
    assertThat(
            column(
                "SELECT t.path FROM scheduling.task t JOIN scheduling.run r ON r.id = t.run_id"
                    + " WHERE t.xmin = r.xmin ORDER BY position"))
        .containsExactly("a", "b");
  }

  @Test
  void everyTaskIsThereAfterItsRunHasBegun() {
    UUID run =
        started(
            PipelineText.with(
                root -> {
                  root.task("a");
                  for (int i = 0; i < 5_000; i++) {
                    root.task("t-" + i).after("a");
                  }
                }));
    assertThat(load(run).tasks()).hasSize(5_001);
    assertThat(store.log().apply(run)).hasSize(5_003);
  }

  @Test
  void theDatabaseAndTheSchedulerAgreeAboutTheShardOfARun() {
    for (int i = 0; i < 300; i++) {
      submit(Submissions.ONE);
    }
    assertThat(Sql.rows(POOL, "SELECT id, shard FROM scheduling.run", Tuple.tuple()))
        .hasSize(300)
        .allSatisfy(
            row ->
                assertThat(row.getInteger("shard"))
                    .isEqualTo(ShardClaim.shardOf(row.getUUID("id"))));
  }

  @Test
  void whatTheDatabaseWouldAlwaysRefuseIsNotTriedAgain() {
    UUID run = started(Submissions.ONE);
    UUID other = submit(Submissions.ONE);
    RunSnapshot base = load(run);
    var error = new TaskError("CODE", ErrorCategory.USER, "zero \u0000 inside", null);
    List<RunCommit> commits =
        List.of(
            owner.ready(decide(base, failed("a", error))), owner.ready(decide(load(other), START)));
    assertThatThrownBy(() -> store.runs().commit(commits))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the database refuses");
    assertThat(load(run)).isEqualTo(base);
    assertThat(load(other).run().version()).isZero();
  }

  @Test
  void aChangeOfATaskThatIsNotThereIsADefect() {
    UUID run = started(Submissions.ONE);
    Decision.Change change = decide(load(run), succeeded("a"));
    Sql.rows(POOL, "DELETE FROM scheduling.task WHERE run_id = $1", Tuple.of(run));
    assertThatThrownBy(() -> owner.commit(change))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("rows that had to be changed are not there");
    assertThat(load(run).run().version()).isEqualTo(1);
  }

  @Test
  void aDatabaseThatIsNotThereIsUnavailable() {
    var nowhere =
        new PgRunStore(PostgresUnderTest.connect(1, "postgres"), PostgresUnderTest.NO_LINEAGE);
    assertThatThrownBy(() -> nowhere.load(UUID.randomUUID()))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void everyStatementOfACommitIsShortEnoughToStayPrepared() {
    assertThat(
            List.of(
                CommitSql.UPDATE_RUNS,
                CommitSql.STANDING,
                CommitSql.INSERT_TASKS,
                CommitSql.UPDATE_TASKS,
                CommitSql.INSERT_DECISIONS,
                CommitSql.ANSWER_REQUESTS,
                CommitSql.UPSERT_CACHE))
        .allSatisfy(sql -> assertThat(sql.length()).isLessThanOrEqualTo(2_048));
  }
}
