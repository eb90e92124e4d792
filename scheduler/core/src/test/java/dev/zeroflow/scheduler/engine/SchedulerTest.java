package dev.zeroflow.scheduler.engine;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.taskArtifact;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import dev.zeroflow.scheduler.port.InMemoryConcurrencyLimits;
import dev.zeroflow.scheduler.port.InMemoryRunQueue;
import dev.zeroflow.scheduler.port.InMemoryRunStore;
import dev.zeroflow.scheduler.port.InMemoryShardLeases;
import dev.zeroflow.scheduler.port.InMemorySlotBudget;
import dev.zeroflow.scheduler.port.InMemoryStore;
import dev.zeroflow.scheduler.port.InMemoryTaskCache;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine on threads of its own, with everything outside of it in memory. */
@Timeout(60)
class SchedulerTest {
  private static final int LOOKS = 3_000;

  private final InMemoryStore memory = new InMemoryStore(InstantSource.system());
  private final InMemoryRunStore store = new InMemoryRunStore(memory);
  private final InMemoryRunQueue queue = new InMemoryRunQueue(memory);
  private final AttemptTokens tokens = new AttemptTokens(new SigningKey(new byte[32]));
  private final ArtifactUris uris = new ArtifactUris("artifacts");
  private final FakeArtifacts artifacts = new FakeArtifacts();
  private final FakeTasks tasks = new FakeTasks(tokens, uris, artifacts);
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final VirtualThreads background = new VirtualThreads();
  private Scheduler scheduler;
  private RunControl control;

  @BeforeEach
  void start() {
    scheduler = new Scheduler(ports(), config(), background, System::nanoTime);
    control = new RunControl(queue, scheduler::wake);
    scheduler.start();
  }

  @AfterEach
  void stop() {
    scheduler.close();
    background.close();
  }

  private SchedulerPorts ports() {
    var state =
        new SchedulerPorts.State(
            store,
            queue,
            new InMemoryShardLeases(memory),
            new InMemorySlotBudget(memory),
            new InMemoryTaskCache(memory));
    return new SchedulerPorts(
        state,
        tasks,
        artifacts,
        (project, run, task, attempt, lines) -> lines.forEach(line -> logged.add(line.text())));
  }

  private SchedulerConfig config() {
    return new SchedulerConfig(
        "test",
        TaskFunctions.only(PipelineText.IMAGE, "tasks"),
        image -> "sha256:1",
        "http://127.0.0.1:1",
        tokens,
        uris,
        new SchedulerConfig.Timing(
            Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofSeconds(2)),
        new SchedulerConfig.Bounds(8, 100));
  }

  private UUID submit(PipelineText pipeline) {
    return submit(pipeline, RunOptions.DEFAULT);
  }

  private UUID submit(PipelineText pipeline, RunOptions options) {
    var client =
        new RunClient(
            store,
            TaskFunctions.only(PipelineText.IMAGE, "tasks"),
            UUID::randomUUID,
            scheduler::wake,
            accepted -> {});
    return client
        .submit(
            new RunClient.Request(
                "default",
                null,
                pipeline.bytes(),
                Map.of(),
                Map.of(),
                StartReason.MANUAL,
                options,
                0,
                null))
        .id();
  }

  private RunSnapshot load(UUID run) {
    return store.load(run).orElseThrow();
  }

  private RunSnapshot ended(UUID run) {
    await(() -> load(run).run().state().isFinal());
    return load(run);
  }

  private static void await(BooleanSupplier holds) {
    for (int i = 0; i < LOOKS && !holds.getAsBoolean(); i++) {
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  private RunSnapshot run(PipelineText pipeline) {
    return ended(submit(pipeline));
  }

  private static Task task(RunSnapshot run, String path) {
    Task task = run.tasks().get(path);
    assertThat(task).as(path).isNotNull();
    return task;
  }

  private static PipelineText cached() {
    return PipelineText.with(
        root -> {
          root.task("make")
              .parameter("seed", "NUMBER_INTEGER", constant(1))
              .outputParameter("n", "NUMBER_INTEGER")
              .outputArtifact("a")
              .caching(null);
          root.task("use")
              .parameter("n", "NUMBER_INTEGER", taskParameter("make", "n"))
              .artifact("a", taskArtifact("make", "a"))
              .outputParameter("m", "NUMBER_INTEGER")
              .caching(null);
        });
  }

  @Test
  void valuesAndArtifactsGoFromTaskToTask() {
    RunSnapshot run =
        run(
            PipelineText.with(
                root -> {
                  root.task("a").outputParameter("n", "NUMBER_INTEGER").outputArtifact("x");
                  root.task("b")
                      .parameter("n", "NUMBER_INTEGER", taskParameter("a", "n"))
                      .artifact("x", taskArtifact("a", "x"));
                }));
    assertThat(run.run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    TaskInvocation b = tasks.calls.getLast();
    assertThat(b.parameters()).isEqualTo(Map.of("n", 1L));
    assertThat(b.artifacts().get("x").getFirst().uri())
        .isEqualTo(uris.output(new AttemptRef("default", run.run().id(), "a", 1), "x"));
    assertThat(logged).contains("did a", "did b");
  }

  @Test
  void whatHasSucceededBeforeIsReusedAndSaysFromWhere() {
    UUID first = submit(cached());
    assertThat(ended(first).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(tasks.calls).hasSize(2);
    RunSnapshot second = run(cached());
    assertThat(second.run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(tasks.calls).as("calls").hasSize(2);
    assertThat(second.tasks().values())
        .extracting(Task::cache)
        .extracting(CacheUse::fromRun)
        .containsOnly(first);
    assertThat(task(second, "make").outputs()).isEqualTo(task(load(first), "make").outputs());
  }

  @Test
  void aMissSaysWhatDiffers() {
    UUID first = submit(cached());
    assertThat(task(ended(first), "make").cache().miss())
        .isEqualTo("this task has not succeeded before");
    RunSnapshot second =
        run(
            PipelineText.with(
                root ->
                    root.task("make")
                        .parameter("seed", "NUMBER_INTEGER", constant(2))
                        .outputParameter("n", "NUMBER_INTEGER")
                        .outputArtifact("a")
                        .caching(null)));
    assertThat(task(second, "make").cache().miss())
        .isEqualTo("differs from run %s in: parameter seed".formatted(first));
  }

  @Test
  void anArtifactThatIsGoneMakesAMiss() {
    UUID first = submit(cached());
    assertThat(ended(first).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    artifacts.put(uris.output(new AttemptRef("default", first, "make", 1), "a"), 1);
    RunSnapshot second = run(cached());
    assertThat(task(second, "make").cache().miss()).contains("is not stored any more");
    assertThat(tasks.attempts("make")).hasSize(2);
  }

  @Test
  void aRunThatWantsNoCacheExecutesEverything() {
    assertThat(run(cached()).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    RunSnapshot second = ended(submit(cached(), new RunOptions(false, "")));
    assertThat(second.tasks().values()).extracting(Task::cache).containsOnlyNulls();
    assertThat(tasks.calls).hasSize(4);
  }

  @Test
  void aLostAnswerIsTriedAgainWithATokenOfItsOwn() {
    tasks.on(
        "a",
        call -> {
          if (call.attempt() == 1) {
            throw new FunctionUnavailableException("tasks", Reason.CONNECTION_LOST, "reset");
          }
          return tasks.good(call);
        });
    RunSnapshot run = run(PipelineText.with(root -> root.task("a")));
    assertThat(task(run, "a").losses()).isEqualTo(1);
    assertThat(tasks.calls).extracting(TaskInvocation::attemptToken).doesNotHaveDuplicates();
  }

  @Test
  void anErrorOfTheFunctionEndsTheTaskWithItsWords() {
    tasks.on(
        "a",
        call -> FakeTasks.failed(call, new TaskError("BAD", ErrorCategory.USER, "no rows", null)));
    RunSnapshot run = run(PipelineText.with(root -> root.task("a")));
    assertThat(run.run().state()).isEqualTo(RuntimeState.FAILED);
    assertThat(run.run().error().message()).isEqualTo("no rows");
  }

  @Test
  void aDefectWhileCallingFailsTheTaskAndNothingElse() {
    tasks.on(
        "a",
        call -> {
          throw new IllegalStateException("a bug");
        });
    UUID bad = submit(PipelineText.with(root -> root.task("a")));
    UUID good = submit(PipelineText.with(root -> root.task("b")));
    assertThat(ended(bad).run().error().message()).contains("a bug");
    assertThat(ended(good).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
  }

  @Test
  void anImporterFindsItsObjectOrFails() {
    artifacts.put("s3://data/there", 5);
    PipelineText there =
        PipelineText.with(
            root -> root.importer("get").parameter("uri", "STRING", constant("s3://data/there")));
    PipelineText gone =
        PipelineText.with(
            root -> root.importer("get").parameter("uri", "STRING", constant("s3://data/gone")));
    assertThat(task(run(there), "get").outputs().artifacts().get("artifact").getFirst().size())
        .isEqualTo(5);
    assertThat(run(gone).run().error().code()).isEqualTo("NO_SUCH_OBJECT");
  }

  @Test
  void aFunctionMayCompleteLaterAndOnlyOnce() {
    var waiting = new ConcurrentLinkedQueue<TaskInvocation>();
    tasks.later("a", waiting::add);
    UUID run = submit(PipelineText.with(root -> root.task("a")));
    await(() -> !waiting.isEmpty());
    TaskInvocation call = waiting.element();
    AttemptRef attempt = tokens.read(call.attemptToken()).orElseThrow();
    TaskResult result = tasks.good(call);
    assertThat(scheduler.complete(attempt, result)).isEqualTo(Scheduler.Acceptance.ACCEPTED);
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(scheduler.complete(attempt, result)).isEqualTo(Scheduler.Acceptance.LATE);
  }

  @Test
  void cancelGivesUpWhatIsCalled() {
    var called = new CountDownLatch(1);
    tasks.on(
        "a",
        call -> {
          called.countDown();
          tasks.awaitCancel(call);
          throw new FunctionUnavailableException("tasks", Reason.CANCELLED, "cancelled");
        });
    UUID run = submit(PipelineText.with(root -> root.task("a")));
    await(() -> called.getCount() == 0);
    assertThat(control.ask("default", run, new RunEvent.CancelRequested()))
        .isEqualTo(new RunControl.Outcome.Done());
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.CANCELED);
    assertThat(control.ask("default", run, new RunEvent.CancelRequested()))
        .isInstanceOf(RunControl.Outcome.Refused.class);
    assertThat(control.ask("default", new UUID(1, 1), new RunEvent.CancelRequested()))
        .isEqualTo(new RunControl.Outcome.Unknown());
  }

  @Test
  void aRunThatFailedGoesOnFromThereWhenItIsRunAgain() {
    tasks.on(
        "b",
        call ->
            call.attempt() == 1
                ? FakeTasks.failed(call, new TaskError("X", ErrorCategory.USER, "first", null))
                : tasks.good(call));
    UUID run =
        submit(
            PipelineText.with(
                root -> {
                  root.task("a");
                  root.task("b").after("a");
                }));
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.FAILED);
    assertThat(control.ask("default", run, new RunEvent.RerunRequested()))
        .isEqualTo(new RunControl.Outcome.Done());
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(tasks.attempts("a")).containsExactly(1);
    assertThat(tasks.attempts("b")).containsExactly(1, 2);
  }

  @Test
  void whatIsOverALimitWaitsUntilTheLimitAllowsIt() {
    var limits = new InMemoryConcurrencyLimits(memory);
    limits.set(new Limit(Scope.PROJECT, "default"), 0);
    UUID run = submit(PipelineText.with(root -> root.task("a")));
    await(() -> load(run).run().state() == RuntimeState.RUNNING);
    assertThat(tasks.calls).isEmpty();
    limits.set(new Limit(Scope.PROJECT, "default"), 1);
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
  }

  @Test
  void aSchedulerWhoseNameIsTakenStopsForGood() {
    var other = new Scheduler(ports(), config(), background, System::nanoTime);
    other.start();
    await(scheduler::isStopped);
    UUID run = submit(PipelineText.with(root -> root.task("a")));
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    other.close();
  }

  @Test
  void manyRunsAtOnceAllEnd() {
    PipelineText pipeline =
        PipelineText.with(
            root -> {
              root.task("a").outputParameter("n", "NUMBER_INTEGER");
              root.task("b").parameter("n", "NUMBER_INTEGER", taskParameter("a", "n"));
            });
    List<UUID> runs = IntStream.range(0, 300).mapToObj(i -> submit(pipeline)).toList();
    assertThat(runs).allMatch(run -> ended(run).run().state() == RuntimeState.SUCCEEDED);
    assertThat(tasks.calls).hasSize(600);
  }
}
