package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A member for tests that claims all shards it can get and decides about their runs. */
public final class Owner {
  /** When everything is decided. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");

  /** How long its lease is. */
  public static final Duration LEASE = Duration.ofMinutes(10);

  private final StoreUnderTest store;
  private final ShardLeases.Member member;
  private final Map<Integer, ShardClaim> claims = new HashMap<>();

  /** Joins and claims whatever is free. */
  public Owner(StoreUnderTest store, String name) {
    this.store = store;
    this.member = store.leases().join(name, LEASE);
    claim();
  }

  /** Claims whatever is free now. */
  public void claim() {
    for (ShardClaim claim : store.leases().claim(member, ShardClaim.SHARDS)) {
      claims.put(claim.shard(), claim);
    }
  }

  public ShardLeases.Member member() {
    return member;
  }

  /** Its claim of the shard of the run. */
  public ShardClaim claimOf(UUID run) {
    return claims.get(ShardClaim.shardOf(run));
  }

  public RunSnapshot load(UUID run) {
    return store.runs().load(run).orElseThrow();
  }

  /** What some events lead to, one after the other, as one change. */
  public static Decision.Change decide(RunSnapshot base, RunEvent... events) {
    Decision.Sum sum = Decision.Change.sum();
    for (RunEvent event : events) {
      sum.add((Decision.Change) RunDecider.decide(sum.next(base), event, NOW));
    }
    return sum.change().orElseThrow();
  }

  /** The change, ready to be committed under its claim. */
  public RunCommit ready(Decision.Change change, RunCommit.Answer... answers) {
    return new RunCommit(claimOf(change.next().run().id()), change, List.of(answers));
  }

  /** Decides on the stored state and commits. */
  public CommitResult commit(UUID run, RunEvent... events) {
    return commit(decide(load(run), events));
  }

  public CommitResult commit(Decision.Change change) {
    return store.runs().commit(List.of(ready(change))).getFirst();
  }
}
