package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.Transition;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An empty store that a contract suite works on.
 *
 * @param runs its runs
 * @param leases its members and their shards, none yet
 * @param queue what waits for the owners of shards
 * @param budget what each member may start
 * @param limits the limits that are shared out
 * @param cache what executions put out
 * @param log every transition of a run, in order
 * @param pass lets time pass, without waiting
 */
public record StoreUnderTest(
    RunStore runs,
    ShardLeases leases,
    RunQueue queue,
    SlotBudget budget,
    ConcurrencyLimits limits,
    TaskCache cache,
    Function<UUID, List<Transition>> log,
    Consumer<Duration> pass) {
  /** The same store, with its runs seen through another object. */
  public StoreUnderTest with(RunStore others) {
    return new StoreUnderTest(others, leases, queue, budget, limits, cache, log, pass);
  }
}
