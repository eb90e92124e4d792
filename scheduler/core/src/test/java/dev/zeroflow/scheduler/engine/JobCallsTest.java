package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.port.FakeJobRuntime;
import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.port.JobSpec;
import dev.zeroflow.scheduler.port.ManualClock;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attempts that are jobs. */
class JobCallsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String LONG =
      """
      ---
      platforms:
        kubernetes:
          deploymentSpec:
            executors:
              exec-a: {activeDeadlineSeconds: 7200}
      """;

  private final AttemptTokens tokens = new AttemptTokens(new SigningKey(new byte[32]));
  private final ArtifactUris uris = new ArtifactUris("artifacts");
  private final FakeArtifacts artifacts = new FakeArtifacts();
  private final FakeTasks functions = new FakeTasks(tokens, uris, artifacts);
  private final ManualClock clock = new ManualClock(NOW);
  private final FakeJobRuntime runtime = new FakeJobRuntime(clock);
  private final List<TaskInvocation> sent = new ArrayList<>();
  private final List<Runnable> timers = new ArrayList<>();
  private final List<RunEvent> told = new ArrayList<>();
  private final RunSnapshot run = called();
  private final Task task = run.tasks().get("a");
  private final AttemptRef attempt = AttemptRef.of(run.run(), "a", 1);
  private final String id = JobCalls.id(attempt);
  private final TaskCalls calls = calls();

  /** Work is done at once, timers never by themselves. */
  private TaskCalls calls() {
    var background =
        new Background() {
          @Override
          public void start(String name, Runnable work) {
            work.run();
          }

          @Override
          public void startAfter(String name, Duration delay, Runnable work) {
            timers.add(work);
          }
        };
    var rule = new ExecutionMode.Rule(Duration.ofMinutes(10), false);
    var jobs = new JobPort(runtime, this::event, rule);
    var ports =
        new SchedulerPorts(
            null, functions, artifacts, (project, id, path, number, lines) -> {}, jobs);
    var config =
        new SchedulerConfig(
            "node",
            TaskFunctions.only(PipelineText.IMAGE, "tasks"),
            image -> image,
            "http://x",
            tokens,
            uris,
            SchedulerConfig.Timing.DEFAULT,
            SchedulerConfig.Bounds.DEFAULT);
    return new TaskCalls(ports, config, background, clock);
  }

  private byte[] event(TaskInvocation invocation) {
    sent.add(invocation);
    return invocation.taskId().getBytes(StandardCharsets.UTF_8);
  }

  private static RunSnapshot called() {
    String text =
        PipelineText.with(
                    root -> {
                      root.task("a");
                      root.task("short");
                    })
                .json()
            + "\n"
            + LONG;
    RunSnapshot snapshot =
        Snapshots.submitted(
            new UUID(1, 2),
            PipelineParser.parse(text.getBytes(StandardCharsets.UTF_8)),
            Map.of(),
            RunOptions.DEFAULT,
            NOW);
    for (RunEvent event :
        List.of(
            new RunEvent.Started(),
            new RunEvent.SlotGranted("a"),
            new RunEvent.SlotGranted("short"))) {
      snapshot = ((Decision.Change) RunDecider.decide(snapshot, event, NOW)).next();
    }
    return snapshot;
  }

  @Test
  void aLongStepIsAJobOfTheNameOfItsAttempt() {
    calls.start(run, task, told::add);
    JobSpec job = runtime.started.getFirst();
    assertThat(job.id()).isEqualTo(id).startsWith("zf-");
    assertThat(job.function()).isEqualTo("tasks");
    assertThat(job.image()).isEqualTo(PipelineText.IMAGE);
    assertThat(job.deadline()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(job.event()).asString(StandardCharsets.UTF_8).isEqualTo("a");
    assertThat(sent.getFirst().deadline()).isEqualTo(job.deadline());
    assertThat(functions.calls).isEmpty();
    assertThat(told).isEmpty();
    assertThat(JobCalls.id(AttemptRef.of(run.run(), "a", 2))).isNotEqualTo(id);
  }

  @Test
  void aShortStepIsACall() {
    calls.start(run, run.tasks().get("short"), told::add);
    assertThat(runtime.started).isEmpty();
    assertThat(functions.calls).hasSize(1);
    assertThat(calls.outliving(run)).containsExactly("a");
  }

  @Test
  void aResultEndsTheAttemptAndWhatComesThenIsIgnored() {
    calls.start(run, task, told::add);
    calls.completed(run, task, attempt, functions.good(sent.getFirst()), false);
    runtime.end(id, new JobEnd(JobEnd.Reason.DONE, "ended well"));
    runTimers();
    assertThat(told).isEmpty();
    assertThat(runtime.cancelled).isEmpty();
  }

  @Test
  void aJobThatEndedWellWithoutAResultHasLostIt() {
    calls.start(run, task, told::add);
    runtime.end(id, new JobEnd(JobEnd.Reason.DONE, "ended well"));
    assertThat(told).isEmpty(); // the result may be under way
    timers.getLast().run();
    assertFailed("RESULT_LOST", ErrorCategory.TRANSIENT);
    runTimers();
    assertThat(told).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "START_FAILED, START_FAILED, TRANSIENT",
    "REFUSED, REFUSED, USER",
    "IMAGE_PULL, IMAGE_PULL, USER",
    "UNSCHEDULABLE, UNSCHEDULABLE, RESOURCE",
    "OUT_OF_MEMORY, OUT_OF_MEMORY, RESOURCE",
    "EVICTED, EVICTED, TRANSIENT",
    "EXIT_CODE, CONNECTION_LOST, TRANSIENT",
    "DEADLINE, TIMED_OUT, RESOURCE",
    "CANCELLED, CANCELLED, TRANSIENT"
  })
  void anEndWithoutAResultIsATypedFailure(
      JobEnd.Reason reason, String code, ErrorCategory category) {
    runtime.breakImage(PipelineText.IMAGE, new JobEnd(reason, "why"));
    calls.start(run, task, told::add);
    assertFailed(code, category);
  }

  @Test
  void aJobThatNobodyEndsEndsAtItsDeadline() {
    calls.start(run, task, told::add);
    runTimers();
    assertThat(runtime.cancelled).containsExactly(id);
    assertFailed("TIMED_OUT", ErrorCategory.RESOURCE);
    assertThat(((RunEvent.AttemptFailed) told.getFirst()).error().message())
        .startsWith("The step a did not end within 2 hours,");
  }

  @Test
  void aJobThatIsGivenUpIsEnded() {
    calls.start(run, task, told::add);
    calls.cancel(attempt);
    assertThat(runtime.cancelled).containsExactly(id);
    assertFailed("CANCELLED", ErrorCategory.TRANSIENT);
  }

  @Test
  void aJobThatIsGivenUpWhileItIsStartedIsEndedOnceItIsThere() {
    runtime.whileStarting = () -> calls.cancel(attempt);
    calls.start(run, task, told::add);
    assertThat(runtime.cancelled).containsExactly(id, id);
    assertThat(runtime.find(id).orElseThrow().end()).isNotNull();
    assertFailed("CANCELLED", ErrorCategory.TRANSIENT);
  }

  @Test
  void aJobThatIsStartedWhileItsRunGoesElsewhereIsLeftAlone() {
    runtime.whileStarting = () -> calls.leave(attempt);
    calls.start(run, task, told::add);
    assertThat(runtime.cancelled).isEmpty();
    assertThat(runtime.started).hasSize(1);
  }

  @Test
  void aJobOfAnotherSchedulerIsEndedToo() {
    calls.cancel(attempt);
    assertThat(runtime.cancelled).containsExactly(id);
  }

  @Test
  void aJobIsLeftAloneWhenItsRunGoesElsewhere() {
    calls.start(run, task, told::add);
    calls.leave(attempt);
    assertThat(told).containsExactly(new RunEvent.AttemptLost("a", 1)); // frees its slot here
    assertThat(runtime.cancelled).isEmpty();
    runtime.end(id, new JobEnd(JobEnd.Reason.EVICTED, "why"));
    runTimers();
    assertThat(told).hasSize(1);
  }

  @Test
  void anotherSchedulerFindsTheJobAndStartsNothing() {
    calls.start(run, task, ignored -> {});
    TaskCalls next = calls();
    next.attach(run, task, told::add);
    assertThat(runtime.started).hasSize(1);
    assertThat(told).isEmpty();
    runtime.end(id, new JobEnd(JobEnd.Reason.OUT_OF_MEMORY, "why"));
    assertFailed("OUT_OF_MEMORY", ErrorCategory.RESOURCE);
  }

  @Test
  void anotherSchedulerHearsOfWhatEndedMeanwhile() {
    calls.start(run, task, ignored -> {});
    runtime.end(id, new JobEnd(JobEnd.Reason.EVICTED, "why"));
    calls().attach(run, task, told::add);
    assertFailed("EVICTED", ErrorCategory.TRANSIENT);
  }

  @Test
  void aJobThatIsNotThereAnyMoreIsLost() {
    calls.start(run, task, ignored -> {});
    runtime.forget();
    calls().attach(run, task, told::add);
    assertThat(told).containsExactly(new RunEvent.AttemptLost("a", 1));
    assertThat(runtime.started).hasSize(1);
  }

  @Test
  void aJobThatVanishesUnnoticedIsLost() {
    calls.start(run, task, told::add);
    Runnable check = timers.getLast();
    check.run();
    assertThat(told).isEmpty();
    runtime.forget();
    timers.getLast().run();
    assertThat(told).containsExactly(new RunEvent.AttemptLost("a", 1));
  }

  private void runTimers() {
    List.copyOf(timers).forEach(Runnable::run);
  }

  private void assertFailed(String code, ErrorCategory category) {
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            RunEvent.AttemptFailed.class,
            failed -> {
              assertThat(failed.error().code()).isEqualTo(code);
              assertThat(failed.error().category()).isEqualTo(category);
            });
  }
}
