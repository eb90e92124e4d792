package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.LogSink;
import dev.zeroflow.scheduler.port.TaskInvoker;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Interface;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the functions of tasks, and turns an answer, or silence, into an event. A function may also
 * accept a task and complete it later.
 */
final class TaskCalls implements Calls {
  private static final Logger LOG = System.getLogger(TaskCalls.class.getName());

  private static final Duration AGAIN = Duration.ofMillis(200);

  private final TaskFunctions functions;
  private final TaskInvoker invoker;
  private final LogSink logs;
  private final Invocations invocations;
  private final Completions completions;
  private final @Nullable JobCalls jobs;
  private final Background background;
  private final InstantSource clock;

  /** Attempts whose call has not returned. */
  private final Set<AttemptRef> calling = ConcurrentHashMap.newKeySet();

  /** Those of them that nobody waits for any more. */
  private final Set<AttemptRef> givenUp = ConcurrentHashMap.newKeySet();

  /** Attempts that their functions will complete later. */
  private final Map<AttemptRef, Consumer<RunEvent>> accepted = new ConcurrentHashMap<>();

  TaskCalls(
      SchedulerPorts ports, SchedulerConfig config, Background background, InstantSource clock) {
    this.background = background;
    this.clock = clock;
    this.functions = config.functions();
    this.invoker = ports.invoker();
    this.logs = ports.logs();
    this.invocations = new Invocations(config, ports.artifacts());
    JobPort port = ports.jobs();
    this.jobs = port == null ? null : new JobCalls(port, config, invocations, background, clock);
    this.completions = new Completions(ports.artifacts(), config.uris());
  }

  @Override
  public void start(RunSnapshot run, Task task, Consumer<RunEvent> done) {
    if (jobs != null && jobs.takes(run, task)) {
      jobs.start(run, task, done);
      return;
    }
    AttemptRef attempt = AttemptRef.of(run.run(), task.path(), task.attempt());
    calling.add(attempt);
    background.start("attempt", () -> call(run, task, attempt, done));
  }

  @Override
  public void attach(RunSnapshot run, Task task, Consumer<RunEvent> done) {
    if (jobs == null) {
      done.accept(new RunEvent.AttemptLost(task.path(), task.attempt()));
    } else {
      jobs.attach(run, task, done);
    }
  }

  @Override
  public Set<String> outliving(RunSnapshot run) {
    return jobs == null ? Set.of() : jobs.outliving(run);
  }

  @Override
  public void leave(AttemptRef attempt) {
    if (jobs != null && jobs.isWaiting(attempt)) {
      jobs.leave(attempt);
    } else {
      cancel(attempt);
    }
  }

  /** One that nobody calls here may be a job, perhaps of a scheduler that is gone. */
  @Override
  public void cancel(AttemptRef attempt) {
    if (jobs != null && !calling.contains(attempt) && !accepted.containsKey(attempt)) {
      jobs.cancel(attempt);
    }
    if (calling.contains(attempt)) {
      givenUp.add(attempt);
    }
    breakOff(attempt);
    end(givenUp(attempt), attempt);
  }

  /** Again until the call has returned: it may not have reached the function yet. */
  private void breakOff(AttemptRef attempt) {
    invoker.cancel(attempt.run(), attempt.task(), attempt.attempt());
    if (calling.contains(attempt)) {
      background.startAfter("cancel", AGAIN, () -> breakOff(attempt));
    } else {
      givenUp.remove(attempt);
    }
  }

  private static RunEvent givenUp(AttemptRef attempt) {
    return failed(
        attempt,
        FunctionUnavailableException.Reason.CANCELLED.name(),
        ErrorCategory.TRANSIENT,
        "given up while its function worked on it");
  }

  /** Ends an attempt that its function has accepted and not completed. */
  private void end(RunEvent event, AttemptRef attempt) {
    Consumer<RunEvent> done = accepted.remove(attempt);
    if (done != null) {
      done.accept(event);
    }
  }

  @Override
  public String function(RunSnapshot run, Task task) {
    Executor.Container container = container(run, task);
    String function = functions.function(container);
    return function == null ? container.image() : function;
  }

  private static Executor.Container container(RunSnapshot run, Task task) {
    return (Executor.Container) run.pipeline().task(task.path()).component().body();
  }

  private void call(RunSnapshot run, Task task, AttemptRef attempt, Consumer<RunEvent> done) {
    TimeLimit limit = TimeLimit.of(run, task);
    try {
      callFunction(run, task, attempt, limit.length(), event -> done.accept(limit.explain(event)));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "attempt " + attempt + " cannot be made", e);
      done.accept(
          failed(attempt, "INTERNAL", ErrorCategory.INTERNAL, String.valueOf(e.getMessage())));
    } finally {
      calling.remove(attempt);
      givenUp.remove(attempt);
    }
  }

  private void callFunction(
      RunSnapshot run, Task task, AttemptRef attempt, Duration timeout, Consumer<RunEvent> done) {
    Executor.Container container = container(run, task);
    String function = functions.function(container);
    if (function == null) {
      done.accept(
          failed(
              attempt,
              "UNKNOWN_IMAGE",
              ErrorCategory.USER,
              "no function runs the image " + container.image()));
      return;
    }
    if (givenUp.contains(attempt)) {
      done.accept(givenUp(attempt));
      return;
    }
    try {
      TaskInvocation invocation = invocations.of(run, task, clock.instant());
      TaskInvoker.Reply reply = invoker.invoke(function, invocation, timeout);
      TaskResult result = reply.result();
      if (result == null) {
        accepted.put(attempt, done);
        if (givenUp.contains(attempt)) {
          end(givenUp(attempt), attempt);
          return;
        }
        background.startAfter("attempt", timeout, () -> end(timedOut(attempt, timeout), attempt));
      } else {
        done.accept(completed(run, task, attempt, result, reply.cold()));
      }
    } catch (IllegalArgumentException e) {
      done.accept(
          failed(attempt, "BAD_COMPONENT", ErrorCategory.USER, String.valueOf(e.getMessage())));
    } catch (FunctionUnavailableException e) {
      done.accept(
          failed(attempt, e.reason().name(), category(e.reason()), String.valueOf(e.getMessage())));
    }
  }

  /** The event that a result means; keeps the lines that came with it. */
  RunEvent completed(
      RunSnapshot run, Task task, AttemptRef attempt, TaskResult result, boolean cold) {
    accepted.remove(attempt);
    if (jobs != null) {
      jobs.completed(attempt);
    }
    logs.append(attempt.project(), attempt.run(), attempt.task(), attempt.attempt(), result.logs());
    Interface outputs = run.pipeline().task(task.path()).component().outputs();
    return completions.event(attempt, task.inputs(), Invocations.slots(outputs), result, cold);
  }

  private static RunEvent timedOut(AttemptRef attempt, Duration timeout) {
    return failed(
        attempt,
        FunctionUnavailableException.Reason.TIMED_OUT.name(),
        ErrorCategory.RESOURCE,
        "no result within " + timeout);
  }

  private static ErrorCategory category(FunctionUnavailableException.Reason reason) {
    return switch (reason) {
      case CONNECTION_LOST, QUEUE_FULL, START_FAILED -> ErrorCategory.TRANSIENT;
      case TIMED_OUT -> ErrorCategory.RESOURCE;
      case UNKNOWN_FUNCTION -> ErrorCategory.INTERNAL;
      case CANCELLED -> ErrorCategory.TRANSIENT;
    };
  }

  private static RunEvent failed(
      AttemptRef attempt, String code, ErrorCategory category, String message) {
    return new RunEvent.AttemptFailed(
        attempt.task(),
        attempt.attempt(),
        new TaskError(code, category, message, null),
        AttemptFigures.NONE);
  }
}
