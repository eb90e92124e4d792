package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.port.Owner.NOW;
import static dev.zeroflow.scheduler.port.ShardClaim.SHARDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.Events;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.ShardLeases.Member;
import dev.zeroflow.scheduler.port.ShardLeases.Standing;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.port.TransitionLog;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members that take shards from each other all the time and decide about the same runs. */
@Timeout(120)
class RivalsIT {
  private static final int MEMBERS = 4;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final PipelineText CHAIN =
      PipelineText.with(
          root -> {
            root.task("t-0");
            for (int i = 1; i < 12; i++) {
              root.task("t-" + i).after("t-" + (i - 1));
            }
          });

  private final StoreUnderTest store = PostgresUnderTest.empty();
  private final Map<UUID, Long> committed = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void everyDecisionCountsOnceAndEveryRunEnds() throws Exception {
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      runs.add(store.runs().submit(Submissions.of(CHAIN)));
    }
    List<Future<?>> members = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MEMBERS; i++) {
        int number = i;
        members.add(threads.submit(() -> work(number, runs)));
      }
    }
    for (Future<?> member : members) {
      member.get();
    }
    assertThat(refused.get()).as("decisions that came too late").isPositive();
    for (UUID id : runs) {
      RunSnapshot run = store.runs().load(id).orElseThrow();
      assertThat(run.run().state()).isEqualTo(RuntimeState.SUCCEEDED);
      assertThat(run.run().version()).isEqualTo(committed.get(id));
      assertThat(TransitionLog.fold(store.log().apply(id))).isEqualTo(TransitionLog.states(run));
    }
  }

  /** Decides about whatever it believes to own until all runs have ended. */
  private void work(int number, List<UUID> runs) {
    var random = new Random(number);
    Member member = store.leases().join("member-" + number, LEASE);
    Map<Integer, ShardClaim> claims = new HashMap<>();
    while (!allEnded(runs)) {
      Standing standing = store.leases().renew(member, LEASE);
      claims.clear();
      standing.owned().forEach(claim -> claims.put(claim.shard(), claim));
      store.leases().claim(member, SHARDS).forEach(claim -> claims.put(claim.shard(), claim));
      List<RunCommit> commits = new ArrayList<>();
      for (UUID run : runs) {
        ShardClaim claim = claims.get(ShardClaim.shardOf(run));
        if (claim != null) {
          next(store.runs().load(run).orElseThrow())
              .ifPresent(change -> commits.add(new RunCommit(claim, change, List.of())));
        }
      }
      if (random.nextInt(3) == 0) {
        loseLease(member);
      }
      commit(commits);
    }
  }

  private boolean allEnded(List<UUID> runs) {
    return runs.stream()
        .allMatch(run -> store.runs().load(run).orElseThrow().run().state().isFinal());
  }

  private static void loseLease(Member member) {
    PostgresUnderTest.execute(
        "UPDATE scheduling.member SET lease_until = now() - interval '1 second' WHERE name = '%s'"
            .formatted(member.name()));
  }

  private void commit(List<RunCommit> commits) {
    List<CommitResult> results = store.runs().commit(commits);
    for (int i = 0; i < commits.size(); i++) {
      if (results.get(i) != CommitResult.COMMITTED) {
        refused.incrementAndGet();
      } else {
        committed.merge(commits.get(i).change().next().run().id(), 1L, Long::sum);
      }
    }
  }

  private static Optional<Decision.Change> next(RunSnapshot run) {
    List<RunEvent> events = new ArrayList<>(List.of(START));
    for (Task task : run.tasks().values()) {
      events.add(Events.slot(task.path()));
      events.add(Events.succeeded(task.path()));
    }
    return events.stream()
        .map(event -> RunDecider.decide(run, event, NOW))
        .filter(Decision.Change.class::isInstance)
        .map(Decision.Change.class::cast)
        .findFirst();
  }
}
