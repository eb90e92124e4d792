package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.port.JobRefusedException;
import dev.zeroflow.scheduler.port.JobSpec;
import dev.zeroflow.scheduler.port.JobStatus;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.Executor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Attempts that are jobs. A job has the name of its attempt for good and sends its result to the
 * control plane, so that it outlives the scheduler that started it: whoever owns the run next looks
 * for it by its name, and starts nothing.
 */
final class JobCalls {
  private static final Logger LOG = System.getLogger(JobCalls.class.getName());

  /** A result that was acknowledged before the program ended may still be under way to its run. */
  static final Duration RESULT_GRACE = Duration.ofSeconds(10);

  /** The runtime ends a job at its deadline; this is for a runtime that does not. */
  static final Duration DEADLINE_GRACE = Duration.ofSeconds(30);

  /** What is not heard of is looked at so often; a runtime may have missed an end. */
  static final Duration CHECK = Duration.ofMinutes(1);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final JobPort port;
  private final TaskFunctions functions;
  private final Invocations invocations;
  private final Background background;
  private final InstantSource clock;

  /** Attempts that have not ended, by the id of their job. */
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  /** Jobs whose start has not returned. */
  private final Set<String> starting = ConcurrentHashMap.newKeySet();

  /** Those of them that are not wanted any more. */
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

  private record Waiting(AttemptRef attempt, TimeLimit limit, Consumer<RunEvent> done) {
    void end(RunEvent event) {
      done.accept(limit.explain(event));
    }
  }

  JobCalls(
      JobPort port,
      SchedulerConfig config,
      Invocations invocations,
      Background background,
      InstantSource clock) {
    this.port = port;
    this.functions = config.functions();
    this.invocations = invocations;
    this.background = background;
    this.clock = clock;
    port.runtime().listen((id, end) -> background.start("job", () -> ended(id, end)));
  }

  /** The same for an attempt wherever it is asked. */
  static String id(AttemptRef attempt) {
    String name = "%s\n%s\n%d".formatted(attempt.run(), attempt.task(), attempt.attempt());
    return "zf-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether attempts of the task are jobs; a task without a container has none. */
  boolean takes(RunSnapshot run, Task task) {
    return run.pipeline().task(task.path()).component().body()
            instanceof Executor.Container container
        && functions.function(container) != null
        && port.rule().of(container, functions.isBuiltIn(container)) == ExecutionMode.JOB;
  }

  /** Tasks whose attempts go on although whoever ordered them is gone. */
  Set<String> outliving(RunSnapshot run) {
    return run.tasks().values().stream()
        .filter(it -> it.state() == RuntimeState.RUNNING || it.state() == RuntimeState.CANCELING)
        .filter(it -> takes(run, it))
        .map(Task::path)
        .collect(Collectors.toSet());
  }

  void start(RunSnapshot run, Task task, Consumer<RunEvent> done) {
    AttemptRef attempt = await(run, task, done);
    starting.add(id(attempt));
    background.start("job", () -> start(run, task, attempt));
  }

  /** Goes on with what another scheduler has started. */
  void attach(RunSnapshot run, Task task, Consumer<RunEvent> done) {
    AttemptRef attempt = await(run, task, done);
    background.start("job", () -> look(attempt));
  }

  private AttemptRef await(RunSnapshot run, Task task, Consumer<RunEvent> done) {
    AttemptRef attempt = AttemptRef.of(run.run(), task.path(), task.attempt());
    waiting.put(id(attempt), new Waiting(attempt, TimeLimit.of(run, task), done));
    Duration left = Duration.between(clock.instant(), deadline(run, task)).plus(DEADLINE_GRACE);
    background.startAfter("job", left.isNegative() ? Duration.ZERO : left, () -> expire(attempt));
    background.startAfter("job", CHECK, () -> check(attempt));
    return attempt;
  }

  private void check(AttemptRef attempt) {
    if (isWaiting(attempt)) {
      look(attempt);
      background.startAfter("job", CHECK, () -> check(attempt));
    }
  }

  private Instant deadline(RunSnapshot run, Task task) {
    return ordered(task).plus(TimeLimit.of(run, task).length());
  }

  /** The same for every scheduler, so that no move makes an attempt longer. */
  private static Instant ordered(Task task) {
    return Objects.requireNonNull(task.attemptAt(), "an attempt has a time");
  }

  private void start(RunSnapshot run, Task task, AttemptRef attempt) {
    String id = id(attempt);
    if (waiting.containsKey(id)) {
      start(run, task, attempt, id);
    }
    starting.remove(id);
    if (givenUp.remove(id)) {
      port.runtime().cancel(id);
    }
  }

  private void start(RunSnapshot run, Task task, AttemptRef attempt, String id) {
    try {
      port.runtime().start(spec(run, task, id));
    } catch (JobRefusedException e) {
      ended(id, e.end());
    } catch (IllegalArgumentException e) {
      end(id, JobFailures.of(attempt, "BAD_COMPONENT", ErrorCategory.USER, message(e)));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "job " + id + " of " + attempt + " cannot be started", e);
      end(id, JobFailures.of(attempt, "INTERNAL", ErrorCategory.INTERNAL, message(e)));
    }
  }

  private JobSpec spec(RunSnapshot run, Task task, String id) {
    var container = (Executor.Container) run.pipeline().task(task.path()).component().body();
    TaskInvocation invocation = invocations.of(run, task, ordered(task));
    PodSettings pod = port.rule().cluster() ? JobPods.settings(run, task) : PodSettings.NONE;
    return new JobSpec(
        id,
        Objects.requireNonNull(functions.function(container)),
        invocation.component() == null ? container.image() : invocation.component().image(),
        List.of(),
        Map.of(),
        pod,
        invocation.deadline(),
        port.events().apply(invocation));
  }

  private void look(AttemptRef attempt) {
    String id = id(attempt);
    if (!waiting.containsKey(id) || starting.contains(id)) {
      return;
    }
    try {
      Optional<JobStatus> found = port.runtime().find(id);
      if (found.isEmpty()) {
        end(id, new RunEvent.AttemptLost(attempt.task(), attempt.attempt()));
      }
      found.map(JobStatus::end).ifPresent(end -> ended(id, end));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "job {0} cannot be looked for now: {1}", id, e.getMessage());
      background.startAfter("job", AGAIN, () -> look(attempt));
    }
  }

  /** Whether nobody has ended the attempt here. */
  boolean isWaiting(AttemptRef attempt) {
    return waiting.containsKey(id(attempt));
  }

  /** Gives an attempt up, also one that another scheduler has started. */
  void cancel(AttemptRef attempt) {
    end(id(attempt), JobFailures.givenUp(attempt));
    background.start("job", () -> endJob(id(attempt)));
  }

  /** Again when its start has returned: the runtime may not have known it yet. */
  private void endJob(String id) {
    if (starting.contains(id)) {
      givenUp.add(id);
    }
    port.runtime().cancel(id);
  }

  /**
   * The run is not here any more: its job goes on, and whoever waits here hears the end of that.
   */
  void leave(AttemptRef attempt) {
    end(id(attempt), new RunEvent.AttemptLost(attempt.task(), attempt.attempt()));
  }

  /** The result of an attempt has come. */
  void completed(AttemptRef attempt) {
    waiting.remove(id(attempt));
  }

  private void expire(AttemptRef attempt) {
    if (isWaiting(attempt)) {
      ended(id(attempt), new JobEnd(JobEnd.Reason.DEADLINE, "no result came in time"));
      endJob(id(attempt));
    }
  }

  private void ended(String id, JobEnd end) {
    Waiting here = waiting.get(id);
    if (here == null) {
      return;
    }
    RunEvent event = JobFailures.of(here.attempt(), end);
    if (end.reason() == JobEnd.Reason.DONE) {
      background.startAfter("job", RESULT_GRACE, () -> end(id, event));
    } else {
      end(id, event);
    }
  }

  private void end(String id, RunEvent event) {
    Waiting here = waiting.remove(id);
    if (here != null) {
      here.end(event);
    }
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
