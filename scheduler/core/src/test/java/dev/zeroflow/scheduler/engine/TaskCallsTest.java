package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.port.ManualClock;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Snapshots;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calls whose functions complete them later. */
class TaskCallsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final AttemptTokens tokens = new AttemptTokens(new SigningKey(new byte[32]));
  private final ArtifactUris uris = new ArtifactUris("artifacts");
  private final FakeArtifacts artifacts = new FakeArtifacts();
  private final List<TaskInvocation> accepted = new ArrayList<>();
  private final FakeTasks functions =
      new FakeTasks(tokens, uris, artifacts).later("a", accepted::add);
  private final List<Runnable> timers = new ArrayList<>();
  private final List<RunEvent> told = new ArrayList<>();
  private final RunSnapshot run = called();
  private final Task task = run.tasks().get("a");
  private final AttemptRef attempt = AttemptRef.of(run.run(), "a", 1);
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
    var ports =
        new SchedulerPorts(null, functions, artifacts, (project, id, path, number, lines) -> {});
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
    return new TaskCalls(ports, config, background, new ManualClock(NOW));
  }

  private static RunSnapshot called() {
    RunSnapshot snapshot =
        Snapshots.submitted(
            new UUID(1, 2),
            PipelineText.with(root -> root.task("a")).parse(),
            Map.of(),
            RunOptions.DEFAULT,
            NOW);
    for (RunEvent event : List.of(new RunEvent.Started(), new RunEvent.SlotGranted("a"))) {
      snapshot = ((Decision.Change) RunDecider.decide(snapshot, event, NOW)).next();
    }
    return snapshot;
  }

  @Test
  void aTaskThatWasAcceptedEndsWhenItIsGivenUp() {
    calls.start(run, task, told::add);
    assertThat(accepted).hasSize(1);
    assertThat(told).isEmpty();
    calls.cancel(attempt);
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            RunEvent.AttemptFailed.class,
            failed -> assertThat(failed.error().code()).isEqualTo("CANCELLED"));
    timers.forEach(Runnable::run);
    calls.cancel(attempt);
    assertThat(told).hasSize(1);
  }

  @Test
  void aTaskThatIsGivenUpWhileItIsCalledEndsWhenItIsAccepted() {
    functions.later("a", call -> calls.cancel(attempt));
    calls.start(run, task, told::add);
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            RunEvent.AttemptFailed.class,
            failed -> assertThat(failed.error().code()).isEqualTo("CANCELLED"));
    assertThat(timers).hasSize(1); // it is broken off once more, in case it was too early
    timers.forEach(Runnable::run);
    assertThat(timers).hasSize(1);
  }

  @Test
  void aTaskThatWasAcceptedEndsWhenItsTimeIsOver() {
    calls.start(run, task, told::add);
    timers.forEach(Runnable::run);
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            RunEvent.AttemptFailed.class,
            failed -> {
              assertThat(failed.error().code()).isEqualTo("TIMED_OUT");
              assertThat(failed.error().message())
                  .startsWith("The step a did not end within 1 hour,");
            });
  }

  @Test
  void aTaskThatWasCompletedLaterIsNotEndedOnceMore() {
    calls.start(run, task, told::add);
    assertThat(calls.completed(run, task, attempt, functions.good(accepted.getFirst()), false))
        .isInstanceOf(RunEvent.AttemptSucceeded.class);
    timers.forEach(Runnable::run);
    calls.cancel(attempt);
    assertThat(told).isEmpty();
  }
}
