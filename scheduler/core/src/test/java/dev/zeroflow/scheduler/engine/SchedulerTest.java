package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.LogLine;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import dev.zeroflow.scheduler.port.InMemoryRunStore;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import dev.zeroflow.scheduler.spec.PipelineText;
import dev.zeroflow.scheduler.spec.TrainAndDeploy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole engine with a store in memory and functions in memory. */
class SchedulerTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final String DATA = "s3://datasets/iris.csv";

  private final AttemptTokens tokens = new AttemptTokens(new SigningKey(new byte[32]));
  private final ArtifactUris uris = new ArtifactUris("artifacts");
  private final FakeArtifacts artifacts = new FakeArtifacts().put(DATA, 100);
  private final FakeTasks tasks = new FakeTasks(tokens, uris, artifacts);
  private final List<LogLine> logs = new CopyOnWriteArrayList<>();
  private final InMemoryRunStore memory = new InMemoryRunStore(InstantSource.system());
  private final UnsteadyStore store = new UnsteadyStore(memory, memory);
  private final List<Scheduler> schedulers = new ArrayList<>();

  @AfterEach
  void close() {
    schedulers.forEach(Scheduler::close);
  }

  private Scheduler scheduler(UnsteadyStore on, Duration lease) {
    var ports =
        new SchedulerPorts(
            on, on, tasks, artifacts, (project, run, task, attempt, lines) -> logs.addAll(lines));
    var config =
        new SchedulerConfig(
            Map.of(PipelineText.IMAGE, "tasks"),
            "http://127.0.0.1:8080",
            tokens,
            uris,
            lease,
            LONG,
            SchedulerConfig.DEFAULT_MAX_IN_FLIGHT);
    var scheduler = new Scheduler(ports, config, InstantSource.system());
    schedulers.add(scheduler);
    scheduler.start();
    return scheduler;
  }

  private UUID submit(Scheduler scheduler, byte[] document, Map<String, Object> parameters) {
    return new RunClient(store, Set.of(PipelineText.IMAGE), UUID::randomUUID, scheduler::wake)
        .submit(
            new RunClient.Request(
                "default", null, document, parameters, Map.of(), StartReason.MANUAL, null))
        .id();
  }

  private UUID submit(Scheduler scheduler, PipelineText pipeline) {
    return submit(scheduler, pipeline.bytes(), Map.of());
  }

  private UUID train(Scheduler scheduler) {
    return submit(
        scheduler, TrainAndDeploy.document(), Map.of("dataset_uri", DATA, "model_name", "iris"));
  }

  private RunSnapshot ended(UUID run) {
    until(() -> memory.load(run).orElseThrow().run().state().isFinal());
    assertThat(Snapshots.fold(memory.log(run))).isEqualTo(Snapshots.states(load(run)));
    return load(run);
  }

  private RunSnapshot load(UUID run) {
    return memory.load(run).orElseThrow();
  }

  /** Polls for at most ten seconds. */
  private static void until(BooleanSupplier condition) {
    assertThat(happens(condition, Duration.ofSeconds(10))).as("happened in time").isTrue();
  }

  private static boolean happens(BooleanSupplier condition, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(2_000_000);
    }
    return true;
  }

  @Test
  void theTrainingPipelineRunsToItsEnd() {
    RunSnapshot run = ended(train(scheduler(store, LONG)));
    assertThat(run.run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(run.tasks()).hasSize(11);
    assertThat(run.tasks().values()).allMatch(task -> task.state() == RuntimeState.SUCCEEDED);
    assertThat(tasks.calls)
        .extracting(TaskInvocation::taskId)
        .startsWith("load-and-validate", "preprocess-and-split")
        .endsWith("condition-1/register-model", "condition-1/deploy-model")
        .hasSize(9);
    assertThat(logs).extracting(LogLine::text).contains("did select-best").hasSize(9);
    assertThat(memory.lineage(run.run().id())).hasSize(10);
    assertThat(memory.untilNext()).isEmpty();
  }

  @Test
  void aFunctionIsGivenWhatItsTaskDeclares() {
    ended(train(scheduler(store, LONG)));
    TaskInvocation train =
        tasks.calls.stream()
            .filter(call -> call.function().equals("train-decision-tree"))
            .findAny()
            .orElseThrow();
    assertThat(train.parameters())
        .isEqualTo(Map.of("label_column", "target", "max_depth", 6L, "seed", 42L));
    assertThat(train.artifacts()).containsOnlyKeys("preprocessor", "train");
    assertThat(train.artifacts().get("train").getFirst().getUrl())
        .startsWith("http://127.0.0.1/artifacts/");
    assertThat(train.outputs()).containsOnlyKeys("model");
    assertThat(train.controlPlane()).isEqualTo("http://127.0.0.1:8080");
    assertThat(tokens.read(train.attemptToken()).orElseThrow().task())
        .isEqualTo("train-decision-tree");
  }

  @Test
  void aUserErrorEndsTheRunWithItsNameAndNothingBehindItIsCalled() {
    var error = new TaskError("BAD_TABLE", ErrorCategory.USER, "row 7 has no label", null);
    tasks.on("load-and-validate", call -> FakeTasks.failed(call, error));
    RunSnapshot run = ended(train(scheduler(store, LONG)));
    assertThat(run.run().state()).isEqualTo(RuntimeState.FAILED);
    assertThat(run.run().error()).isEqualTo(error);
    assertThat(run.run().errorTask()).isEqualTo("load-and-validate");
    assertThat(tasks.calls).hasSize(1);
    assertThat(run.tasks().get("select-best").state()).isEqualTo(RuntimeState.SKIPPED);
  }

  @Test
  void anObjectThatIsNotThereEndsTheRunBeforeAnyCall() {
    Scheduler scheduler = scheduler(store, LONG);
    UUID run =
        submit(
            scheduler,
            TrainAndDeploy.document(),
            Map.of("dataset_uri", "s3://datasets/none.csv", "model_name", "iris"));
    assertThat(ended(run).run().errorTask()).isEqualTo("importer");
    assertThat(load(run).run().error().message()).contains("s3://datasets/none.csv");
    assertThat(tasks.calls).isEmpty();
  }

  @Test
  void anImageThatNobodyRunsIsRefusedAtSubmission() {
    PipelineText text = PipelineText.with(root -> root.task("a"));
    text.set("other:1", "deploymentSpec", "executors", "exec-a", "container", "image");
    Scheduler scheduler = scheduler(store, LONG);
    assertThatThrownBy(() -> submit(scheduler, text))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("other:1");
    assertThat(tasks.calls).isEmpty();
  }

  @Test
  void aLostConnectionIsASecondAttempt() {
    var lost = new AtomicInteger(1);
    tasks.on(
        "a",
        call -> {
          if (lost.getAndDecrement() > 0) {
            throw new FunctionUnavailableException("tasks", Reason.CONNECTION_LOST, "reset");
          }
          return tasks.good(call);
        });
    RunSnapshot run =
        ended(submit(scheduler(store, LONG), PipelineText.with(root -> root.task("a"))));
    assertThat(run.run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(tasks.attempts("a")).containsExactly(1, 2);
    assertThat(tasks.calls).extracting(TaskInvocation::attemptToken).doesNotHaveDuplicates();
    assertThat(run.tasks().get("a").losses()).isEqualTo(1);
  }

  @Test
  void everyReasonForNoReplyEndsInARetryOrAnError() {
    Map<Reason, ErrorCategory> ends =
        Map.of(
            Reason.TIMED_OUT, ErrorCategory.RESOURCE,
            Reason.UNKNOWN_FUNCTION, ErrorCategory.INTERNAL);
    Scheduler scheduler = scheduler(store, LONG);
    for (Reason reason : Reason.values()) {
      tasks.on(
          "a",
          call -> {
            if (call.attempt() == 1) {
              throw new FunctionUnavailableException("tasks", reason, "because");
            }
            return tasks.good(call);
          });
      RunSnapshot run = ended(submit(scheduler, PipelineText.with(root -> root.task("a"))));
      if (ends.containsKey(reason)) {
        assertThat(run.run().error())
            .isEqualTo(new TaskError(reason.name(), ends.get(reason), "because", null));
      } else {
        assertThat(run.tasks().get("a").attempt()).as(reason.name()).isEqualTo(2);
        assertThat(run.run().state()).isEqualTo(RuntimeState.SUCCEEDED);
      }
    }
  }

  @Test
  void theAttemptOfASchedulerThatVanishedIsMadeAgainAndItsLateResultIgnored() {
    var first = new CountDownLatch(1);
    var second = new CountDownLatch(1);
    tasks.on(
        "a",
        call -> {
          (call.attempt() == 1 ? first : second).await();
          return tasks.good(call, Map.of("n", (long) call.attempt()));
        });
    var vanished = new UnsteadyStore(memory, memory.claimedBy("vanished"));
    Scheduler old = scheduler(vanished, SHORT);
    UUID run =
        submit(
            old, PipelineText.with(root -> root.task("a").outputParameter("n", "NUMBER_INTEGER")));
    until(() -> tasks.attempts("a").equals(List.of(1)));
    old.close();
    scheduler(store, SHORT);
    until(() -> tasks.attempts("a").equals(List.of(1, 2)));
    first.countDown();
    until(() -> !vanished.discarded.isEmpty());
    assertThat(load(run).tasks().get("a").state()).isEqualTo(RuntimeState.RUNNING);
    second.countDown();
    Task task = ended(run).tasks().get("a");
    assertThat(task.attempt()).isEqualTo(2);
    assertThat(task.outputs().parameters()).containsEntry("n", 2L);
  }

  @Test
  void aStoreThatDoesNotAnswerForAWhileLosesNothingAndNoFunctionIsCalledTwice() {
    var entered = new CountDownLatch(2);
    var open = new CountDownLatch(1);
    tasks.on(
        "a",
        call -> {
          entered.countDown();
          open.await();
          return tasks.good(call);
        });
    Scheduler scheduler = scheduler(store, LONG);
    PipelineText text =
        PipelineText.with(
            root -> {
              root.task("a");
              root.task("b").after("a");
            });
    UUID one = submit(scheduler, text);
    UUID two = submit(scheduler, text);
    until(() -> entered.getCount() == 0);
    store.failures.set(6);
    open.countDown();
    assertThat(ended(one).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(ended(two).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(store.failures).hasValue(0);
    assertThat(tasks.attempts("a")).containsExactly(1, 1);
    assertThat(tasks.attempts("b")).containsExactly(1, 1);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsNotMadeTwice() {
    store.lostAnswers.set(3);
    Scheduler scheduler = scheduler(store, LONG);
    UUID run = submit(scheduler, PipelineText.with(root -> root.task("a")));
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(tasks.attempts("a")).containsExactly(1);
    assertThat(store.commits).hasValue(2);
  }

  @Test
  void aDefectInsideEndsItsRunOnly() {
    tasks.on(
        "bad",
        call -> {
          throw new IllegalStateException("a bug");
        });
    Scheduler scheduler = scheduler(store, LONG);
    UUID poisoned =
        submit(
            scheduler,
            PipelineText.with(
                root -> {
                  root.task("bad");
                  root.task("beside").after("bad");
                }));
    UUID other = submit(scheduler, PipelineText.with(root -> root.task("good")));
    assertThat(ended(poisoned).run().error())
        .isEqualTo(new TaskError("INTERNAL", ErrorCategory.INTERNAL, "a bug", null));
    assertThat(ended(other).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(tasks.attempts("bad")).containsExactly(1);
    assertThat(memory.untilNext()).isEmpty();
  }

  @Test
  void aDefectOfTheQueueDoesNotEndTheScheduler() {
    store.broken = true;
    Scheduler scheduler = scheduler(store, LONG);
    UUID run = submit(scheduler, PipelineText.with(root -> root.task("a")));
    until(() -> store.claims.get() >= 2);
    store.broken = false;
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
  }

  @Test
  void aSchedulerThatWasTakenOverStops() {
    store.fenced = true;
    Scheduler scheduler = scheduler(store, SHORT);
    UUID run = submit(scheduler, PipelineText.with(root -> root.task("a")));
    until(() -> store.commits.get() == 1);
    var next = new UnsteadyStore(memory, memory.claimedBy("next"));
    scheduler(next, SHORT);
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    int claims = store.claims.get();
    scheduler.wake();
    assertThat(happens(() -> store.claims.get() > claims, SHORT)).isFalse();
  }

  @Test
  void theLeaseOfALongCallIsRenewed() {
    var open = new CountDownLatch(1);
    tasks.on(
        "a",
        call -> {
          open.await();
          return tasks.good(call);
        });
    Scheduler scheduler = scheduler(store, SHORT);
    UUID run = submit(scheduler, PipelineText.with(root -> root.task("a")));
    until(() -> !tasks.calls.isEmpty());
    assertThat(happens(() -> tasks.calls.size() > 1, SHORT.multipliedBy(4))).isFalse();
    open.countDown();
    assertThat(ended(run).tasks().get("a").attempt()).isEqualTo(1);
  }

  @Test
  void nothingIsDoneWhileThereIsNothingToDo() {
    var open = new CountDownLatch(1);
    Scheduler scheduler = scheduler(store, LONG);
    until(() -> store.claims.get() > 0);
    assertThat(happens(() -> store.claims.get() > 2, Duration.ofMillis(200))).isFalse();
    tasks.on(
        "a",
        call -> {
          open.await();
          return tasks.good(call);
        });
    UUID run = submit(scheduler, PipelineText.with(root -> root.task("a")));
    until(() -> !tasks.calls.isEmpty());
    assertThat(happens(() -> store.claims.get() > 20, Duration.ofMillis(200))).isFalse();
    open.countDown();
    ended(run);
  }

  @Test
  void manyRunsAtOnceAllEnd() {
    Scheduler scheduler = scheduler(store, LONG);
    scheduler(new UnsteadyStore(memory, memory.claimedBy("second")), LONG);
    PipelineText text =
        PipelineText.with(
            root -> {
              root.task("a");
              for (int i = 0; i < 5; i++) {
                root.task("b" + i).after("a");
              }
              root.task("c").after("b0", "b1", "b2", "b3", "b4");
            });
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      runs.add(submit(scheduler, text));
    }
    for (UUID run : runs) {
      assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    }
    assertThat(tasks.calls).hasSize(20 * 7);
  }

  @Test
  void resultsThatAreNotAcceptedAreTriedAgainIfThatHelps() {
    tasks.on(
        "a",
        call -> {
          TaskResult good = tasks.good(call);
          artifacts.put(
              good.outputArtifacts().get("table").getFirst().uri(), call.attempt() == 1 ? 1 : 3);
          return good;
        });
    UUID run =
        submit(
            scheduler(store, LONG),
            PipelineText.with(root -> root.task("a").outputArtifact("table")));
    assertThat(ended(run).run().state()).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(tasks.attempts("a")).containsExactly(1, 2);
  }
}
