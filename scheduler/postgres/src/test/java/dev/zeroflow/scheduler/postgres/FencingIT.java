package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a scheduler process whose name another one takes over. */
class FencingIT {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private SchedulerNode old;

  @BeforeEach
  void open() {
    PostgresUnderTest.empty();
    old = SchedulerNode.takeOver(POOL, "node");
  }

  private static PgRunStore store(SchedulerNode node) {
    return new PgRunStore(POOL, node, PostgresUnderTest.NO_LINEAGE);
  }

  private static CommitResult start(SchedulerNode node, UUID run, ClaimedCommand command) {
    RunSnapshot base = store(node).load(run).orElseThrow();
    var change = (Decision.Change) RunDecider.decide(base, new RunEvent.Started(), NOW);
    return store(node).commit(base, change, command);
  }

  @Test
  void eachTakeOverIsTheNextGeneration() {
    assertThat(old).isEqualTo(new SchedulerNode("node", 1));
    assertThat(SchedulerNode.takeOver(POOL, "node")).isEqualTo(new SchedulerNode("node", 2));
    assertThat(SchedulerNode.takeOver(POOL, "beside")).isEqualTo(new SchedulerNode("beside", 1));
  }

  @Test
  void theOlderGenerationCommitsNothing() {
    UUID run = store(old).submit(Submissions.of(Submissions.ONE));
    ClaimedCommand command = new PgCommandQueue(POOL, old).claim(1, LEASE).getFirst();
    SchedulerNode next = SchedulerNode.takeOver(POOL, "node");
    RunSnapshot before = store(old).load(run).orElseThrow();
    assertThat(start(old, run, command)).isEqualTo(CommitResult.FENCED);
    assertThat(store(next).load(run)).contains(before);
    assertThat(PostgresUnderTest.column("SELECT kind FROM scheduling.command"))
        .containsExactly("START");
    assertThat(PostgresUnderTest.column("SELECT to_state FROM scheduling.transition")).isEmpty();
    assertThat(start(next, run, command)).isEqualTo(CommitResult.COMMITTED);
  }

  @Test
  void itsLeasesAreOverAtOnce() {
    store(old).submit(Submissions.of(Submissions.ONE));
    ClaimedCommand before = new PgCommandQueue(POOL, old).claim(1, LEASE).getFirst();
    SchedulerNode next = SchedulerNode.takeOver(POOL, "node");
    ClaimedCommand after = new PgCommandQueue(POOL, next).claim(1, LEASE).getFirst();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.dispatches()).isEqualTo(2);
  }

  @Test
  void theLeasesOfOthersAreNotTouched() {
    store(old).submit(Submissions.of(Submissions.ONE));
    assertThat(new PgCommandQueue(POOL, old).claim(1, LEASE)).hasSize(1);
    SchedulerNode beside = SchedulerNode.takeOver(POOL, "beside");
    assertThat(new PgCommandQueue(POOL, beside).claim(1, LEASE)).isEmpty();
  }

  @Test
  void theOlderGenerationClaimsAndRenewsNothing() {
    var oldQueue = new PgCommandQueue(POOL, old);
    store(old).submit(Submissions.of(Submissions.ONE));
    ClaimedCommand command = oldQueue.claim(1, LEASE).getFirst();
    SchedulerNode next = SchedulerNode.takeOver(POOL, "node");
    oldQueue.renew(List.of(command.id()), LEASE);
    assertThat(oldQueue.claim(1, LEASE)).isEmpty();
    assertThat(new PgCommandQueue(POOL, next).claim(1, LEASE)).hasSize(1);
  }
}
