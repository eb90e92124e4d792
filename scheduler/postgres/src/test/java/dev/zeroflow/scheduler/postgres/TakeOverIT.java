package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.port.Events.slot;
import static dev.zeroflow.scheduler.port.Events.succeeded;
import static dev.zeroflow.scheduler.port.Owner.decide;
import static dev.zeroflow.scheduler.port.ShardClaim.SHARDS;
import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.Owner;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.ShardLeases;
import dev.zeroflow.scheduler.port.ShardLeases.Member;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens between two members on the clock and the locks of a real database. */
@Timeout(60)
class TakeOverIT {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final long LOCK = 4711;
  private static final String WAIT_IN_COMMIT = "SELECT pg_advisory_xact_lock($1)";
  private static final PipelineText TWO =
      PipelineText.with(
          root -> {
            root.task("a");
            root.task("b").after("a");
          });

  private StoreUnderTest store;

  @BeforeEach
  void open() {
    store = PostgresUnderTest.empty();
  }

  @Test
  void aMemberThatStandsStillLosesItsShardsAndLearnsIt() {
    ShardLeases leases = store.leases();
    Member stopped = leases.join("stopped", SHORT);
    List<ShardClaim> before = leases.claim(stopped, SHARDS);
    Member next = leases.join("next", Duration.ofMinutes(1));
    List<ShardClaim> taken = new ArrayList<>();
    while (taken.size() < SHARDS) {
      taken.addAll(leases.claim(next, SHARDS));
    }
    assertThat(taken).doesNotContainAnyElementsOf(before);
    ShardLeases.Standing standing = leases.renew(stopped, SHORT);
    assertThat(standing.expired()).isTrue();
    assertThat(standing.owned()).isEmpty();
    assertThat(leases.renew(next, SHORT).owned()).containsExactlyInAnyOrderElementsOf(taken);
  }

  @Test
  void aMemberThatRenewsInTimeLosesNothing() {
    ShardLeases leases = store.leases();
    Member steady = leases.join("steady", SHORT);
    List<ShardClaim> claims = leases.claim(steady, SHARDS);
    Member rival = leases.join("rival", Duration.ofMinutes(1));
    var since = leases.renew(steady, Duration.ofMinutes(1)).now();
    var now = since;
    while (now.isBefore(since.plus(SHORT).plus(SHORT))) {
      assertThat(leases.claim(rival, SHARDS)).isEmpty();
      now = leases.renew(steady, Duration.ofMinutes(1)).now();
    }
    assertThat(leases.renew(steady, SHORT).owned()).containsExactlyInAnyOrderElementsOf(claims);
  }

  @Test
  void aShardIsNotTakenOverInTheMiddleOfACommit() throws Exception {
    var slow =
        new PgRunStore(
            POOL, (statements, facts) -> statements.accept(WAIT_IN_COMMIT, Tuple.of(LOCK)));
    var owner = new Owner(store.with(slow), "slow");
    UUID run = store.runs().submit(Submissions.of(TWO));
    owner.commit(run, START, slot("a"));
    Decision.Change change = decide(owner.load(run), succeeded("a"));
    SqlConnection gate = Sql.await(POOL.getConnection());
    Sql.await(gate.preparedQuery("SELECT pg_advisory_lock($1)").execute(Tuple.of(LOCK)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<CommitResult> commit = threads.submit(() -> owner.commit(change));
      awaitWaiting();
      store.pass().accept(Owner.LEASE.plusMinutes(1));
      Member next = store.leases().join("next", Owner.LEASE);
      assertThat(store.leases().claim(next, SHARDS))
          .hasSize(SHARDS - 1)
          .extracting(ShardClaim::shard)
          .doesNotContain(ShardClaim.shardOf(run));
      Sql.await(gate.preparedQuery("SELECT pg_advisory_unlock($1)").execute(Tuple.of(LOCK)));
      assertThat(commit.get()).isEqualTo(CommitResult.COMMITTED);
      assertThat(store.leases().claim(next, SHARDS))
          .extracting(ShardClaim::shard)
          .containsExactly(ShardClaim.shardOf(run));
    }
    Sql.await(gate.close());
    assertThat(owner.load(run).run().version()).isEqualTo(2);
    assertThat(owner.commit(run, slot("b"))).isEqualTo(CommitResult.FENCED);
  }

  private static void awaitWaiting() {
    String waiting = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    while (Sql.rows(POOL, waiting, Tuple.tuple()).size() == 0) {
      Thread.onSpinWait();
    }
  }
}
