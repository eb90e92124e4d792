package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.port.FakeJobRuntime;
import dev.zeroflow.scheduler.port.InMemoryRunQueue;
import dev.zeroflow.scheduler.port.InMemoryRunStore;
import dev.zeroflow.scheduler.port.InMemoryShardLeases;
import dev.zeroflow.scheduler.port.InMemorySlotBudget;
import dev.zeroflow.scheduler.port.InMemoryStore;
import dev.zeroflow.scheduler.port.InMemoryTaskCache;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job whose scheduler is replaced by another one on the same store. */
class JobTakeOverTest {
  private static final String PLATFORM =
      """

      ---
      platforms:
        kubernetes: {deploymentSpec: {executors: {exec-a: {activeDeadlineSeconds: 7200}}}}
      """;

  private final InMemoryStore memory = new InMemoryStore(InstantSource.system());
  private final InMemoryRunStore store = new InMemoryRunStore(memory);
  private final InMemoryRunQueue queue = new InMemoryRunQueue(memory);
  private final AttemptTokens tokens = new AttemptTokens(new SigningKey(new byte[32]));
  private final ArtifactUris uris = new ArtifactUris("artifacts");
  private final FakeArtifacts artifacts = new FakeArtifacts();
  private final FakeTasks functions = new FakeTasks(tokens, uris, artifacts);
  private final FakeJobRuntime runtime = new FakeJobRuntime(InstantSource.system());
  private final List<TaskInvocation> sent = new CopyOnWriteArrayList<>();
  private final VirtualThreads background = new VirtualThreads();
  private Scheduler scheduler = scheduler("first");

  private Scheduler scheduler(String node) {
    var state =
        new SchedulerPorts.State(
            store,
            queue,
            new InMemoryShardLeases(memory),
            new InMemorySlotBudget(memory),
            new InMemoryTaskCache(memory));
    var jobs =
        new JobPort(runtime, this::event, new ExecutionMode.Rule(Duration.ofMinutes(10), false));
    var ports =
        new SchedulerPorts(
            state, functions, artifacts, (project, run, task, it, lines) -> {}, jobs);
    var config =
        new SchedulerConfig(
            node,
            TaskFunctions.only(PipelineText.IMAGE, "tasks"),
            image -> image,
            "http://127.0.0.1:1",
            tokens,
            uris,
            new SchedulerConfig.Timing(Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ZERO),
            new SchedulerConfig.Bounds(8, 100));
    var made = new Scheduler(ports, config, background, System::nanoTime);
    made.start();
    return made;
  }

  private byte[] event(TaskInvocation invocation) {
    sent.add(invocation);
    return new byte[0];
  }

  @AfterEach
  void stop() {
    scheduler.close();
    background.close();
  }

  @Test
  void theNewOwnerTakesTheResultOfAJobThatItDidNotStart() {
    UUID run = submit();
    await(() -> runtime.started.size() == 1);
    replace();
    var attempt = new AttemptRef("default", run, "a", 1);
    assertThat(scheduler.complete(attempt, functions.good(sent.getFirst())))
        .isEqualTo(Scheduler.Acceptance.ACCEPTED);
    await(() -> load(run).state().isFinal());
    assertThat(load(run).state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(task(run).attempt()).isEqualTo(1);
    assertThat(runtime.started).hasSize(1);
    assertThat(runtime.cancelled).isEmpty();
    assertThat(scheduler.complete(attempt, functions.good(sent.getFirst())))
        .isEqualTo(Scheduler.Acceptance.LATE);
    await(() -> scheduler.slotsInUse() == 0);
  }

  @Test
  void aJobThatWasLostWithItsSchedulerIsMadeAgain() {
    UUID run = submit();
    await(() -> runtime.started.size() == 1);
    runtime.forget();
    replace();
    await(() -> runtime.started.size() == 2);
    assertThat(task(run).attempt()).isEqualTo(2);
    assertThat(task(run).failures()).isZero();
    var attempt = new AttemptRef("default", run, "a", 2);
    assertThat(scheduler.complete(attempt, functions.good(sent.getLast())))
        .isEqualTo(Scheduler.Acceptance.ACCEPTED);
    await(() -> load(run).state() == RuntimeState.SUCCEEDED);
  }

  /** Waits until the new owner has taken the run over: it holds the slot of the attempt. */
  private void replace() {
    scheduler.close();
    scheduler = scheduler("second");
    await(() -> scheduler.slotsInUse() == 1);
  }

  private UUID submit() {
    var client =
        new RunClient(
            store,
            TaskFunctions.only(PipelineText.IMAGE, "tasks"),
            UUID::randomUUID,
            scheduler::wake,
            accepted -> {});
    String document = PipelineText.with(root -> root.task("a")).json() + PLATFORM;
    return client
        .submit(
            new RunClient.Request(
                "default",
                null,
                document.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                Map.of(),
                StartReason.MANUAL,
                RunOptions.DEFAULT,
                0,
                null))
        .id();
  }

  private Run load(UUID run) {
    return store.load(run).orElseThrow().run();
  }

  private Task task(UUID run) {
    return store.load(run).orElseThrow().tasks().get("a");
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
