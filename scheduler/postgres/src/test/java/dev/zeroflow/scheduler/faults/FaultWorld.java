package dev.zeroflow.scheduler.faults;

import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.engine.RunControl;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.postgres.PgRunQueue;
import dev.zeroflow.scheduler.postgres.PgRunStore;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Postgres, functions, and as many schedulers as a test wants. */
final class FaultWorld implements AutoCloseable {
  static final Duration LEASE = Duration.ofMillis(1_500);
  static final int SLOTS = 32;

  final FaultPostgres postgres;
  final FunctionServer functions = FunctionServer.start();
  final RunStore store;
  final RunControl control;
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final RunClient client;
  private final List<SchedulerHandle> schedulers = new ArrayList<>();
  private final List<UUID> runs = new ArrayList<>();

  FaultWorld() {
    postgres = FaultPostgres.start();
    pool = postgres.pool(vertx, 8);
    store = new PgRunStore(pool, (connection, facts) -> {});
    client =
        new RunClient(
            store,
            TaskFunctions.only(PipelineText.IMAGE, "tasks"),
            UUID::randomUUID,
            () -> {},
            accepted -> {});
    control = new RunControl(new PgRunQueue(pool), () -> {});
  }

  SchedulerHandle scheduler(String name) {
    return scheduler(name, SLOTS);
  }

  SchedulerHandle scheduler(String name, int slots) {
    SchedulerHandle handle = SchedulerHandle.start(name, postgres, functions, LEASE, slots);
    schedulers.add(handle);
    return handle;
  }

  UUID submit(PipelineText pipeline) {
    return submit("default", pipeline);
  }

  UUID submit(String project, PipelineText pipeline) {
    var request =
        new RunClient.Request(
            project,
            null,
            pipeline.bytes(),
            Map.of(),
            Map.of(),
            StartReason.MANUAL,
            RunOptions.DEFAULT,
            0,
            null);
    UUID run = client.submit(request).id();
    runs.add(run);
    return run;
  }

  /** The run as it is stored now. */
  RunSnapshot load(UUID run) {
    return store.load(run).orElseThrow();
  }

  RuntimeState state(UUID run) {
    return RuntimeState.valueOf(
        postgres.value("SELECT state FROM scheduling.run WHERE id = '" + run + "'"));
  }

  boolean ended(UUID run) {
    try {
      return state(run).isFinal();
    } catch (IllegalStateException | StoreUnavailableException e) {
      return false;
    }
  }

  /** Waits for the ends of all runs. */
  void awaitAll(Duration limit) {
    for (UUID run : runs) {
      Waits.until("the end of run " + run, limit, () -> ended(run));
    }
  }

  /** Waits until functions have been called so often. */
  void awaitCalls(int calls) {
    Waits.until(calls + " calls", Duration.ofSeconds(30), () -> functions.ledger().size() >= calls);
  }

  /** The ledger against what is stored about all runs of the test. */
  void check() {
    new LedgerCheck(this).check(runs);
  }

  /** Ends all schedulers and forgets what a test has left. */
  void reset() {
    schedulers.forEach(SchedulerHandle::close);
    schedulers.clear();
    runs.clear();
    functions.reset();
    postgres.execute("TRUNCATE scheduling.run, scheduling.member CASCADE");
    postgres.execute("TRUNCATE scheduling.concurrency_limit CASCADE");
    postgres.execute("TRUNCATE scheduling.cache_entry");
    postgres.execute("UPDATE scheduling.shard SET owner = NULL, owner_incarnation = NULL");
  }

  @Override
  public void close() {
    schedulers.forEach(SchedulerHandle::close);
    functions.close();
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }
}
