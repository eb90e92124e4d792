package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.OutputSlot;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.LogSink;
import dev.zeroflow.scheduler.port.TaskInvoker;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.Component;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Interface;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the functions of tasks, and turns an answer, or silence, into an event. A function may also
 * accept a task and complete it later.
 */
final class TaskCalls implements Calls {
  private static final Logger LOG = System.getLogger(TaskCalls.class.getName());

  /** Longest attempt of a task that says nothing about it. */
  static final Duration ATTEMPT_TIMEOUT = Duration.ofHours(1);

  private final Map<String, String> functionsByImage;
  private final TaskInvoker invoker;
  private final ArtifactAccess artifacts;
  private final LogSink logs;
  private final AttemptTokens tokens;
  private final Completions completions;
  private final String controlPlane;
  private final Background background;
  private final InstantSource clock;

  /** Attempts that their functions will complete later. */
  private final Map<AttemptRef, Consumer<RunEvent>> accepted = new ConcurrentHashMap<>();

  TaskCalls(
      SchedulerPorts ports, SchedulerConfig config, Background background, InstantSource clock) {
    this.background = background;
    this.clock = clock;
    this.functionsByImage = config.functionsByImage();
    this.invoker = ports.invoker();
    this.artifacts = ports.artifacts();
    this.logs = ports.logs();
    this.tokens = config.tokens();
    this.completions = new Completions(ports.artifacts(), config.uris());
    this.controlPlane = config.controlPlane();
  }

  @Override
  public void start(RunSnapshot run, Task task, Consumer<RunEvent> done) {
    background.start("attempt", () -> call(run, task, done));
  }

  @Override
  public void cancel(AttemptRef attempt) {
    invoker.cancel(attempt.run(), attempt.task(), attempt.attempt());
    end(
        failed(
            attempt,
            FunctionUnavailableException.Reason.CANCELLED.name(),
            ErrorCategory.TRANSIENT,
            "given up while its function worked on it"),
        attempt);
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
    String image = container(run, task).image();
    return functionsByImage.getOrDefault(image, image);
  }

  private static Executor.Container container(RunSnapshot run, Task task) {
    return (Executor.Container) run.pipeline().task(task.path()).component().body();
  }

  private void call(RunSnapshot run, Task task, Consumer<RunEvent> done) {
    var attempt = new AttemptRef(run.run().project(), run.run().id(), task.path(), task.attempt());
    try {
      call(run, task, attempt, done);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "attempt " + attempt + " cannot be made", e);
      done.accept(
          failed(attempt, "INTERNAL", ErrorCategory.INTERNAL, String.valueOf(e.getMessage())));
    }
  }

  private void call(RunSnapshot run, Task task, AttemptRef attempt, Consumer<RunEvent> done) {
    Component component = run.pipeline().task(task.path()).component();
    var container = (Executor.Container) component.body();
    String function = functionsByImage.get(container.image());
    if (function == null) {
      done.accept(
          failed(
              attempt,
              "UNKNOWN_IMAGE",
              ErrorCategory.USER,
              "no function runs the image " + container.image()));
      return;
    }
    Duration timeout = timeout(container);
    try {
      TaskInvocation invocation = invocation(attempt, task, component, clock.instant());
      TaskInvoker.Reply reply = invoker.invoke(function, invocation, timeout);
      TaskResult result = reply.result();
      if (result == null) {
        accepted.put(attempt, done);
        background.startAfter("attempt", timeout, () -> end(timedOut(attempt, timeout), attempt));
      } else {
        done.accept(completed(run, task, attempt, result, reply.cold()));
      }
    } catch (FunctionUnavailableException e) {
      done.accept(
          failed(attempt, e.reason().name(), category(e.reason()), String.valueOf(e.getMessage())));
    }
  }

  /** The event that a result means; keeps the lines that came with it. */
  RunEvent completed(
      RunSnapshot run, Task task, AttemptRef attempt, TaskResult result, boolean cold) {
    accepted.remove(attempt);
    logs.append(attempt.project(), attempt.run(), attempt.task(), attempt.attempt(), result.logs());
    Interface outputs = run.pipeline().task(task.path()).component().outputs();
    return completions.event(attempt, task.inputs(), slots(outputs), result, cold);
  }

  private static Duration timeout(Executor.Container container) {
    Duration declared = container.timeout();
    return declared == null ? ATTEMPT_TIMEOUT : declared;
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

  private TaskInvocation invocation(
      AttemptRef attempt, Task task, Component component, Instant now) {
    var container = (Executor.Container) component.body();
    return new TaskInvocation(
        TaskInvocation.SCHEMA_VERSION,
        String.valueOf(container.function()),
        attempt.run().toString(),
        attempt.task(),
        attempt.attempt(),
        tokens.token(attempt),
        now.plus(timeout(container)),
        declared(task.inputs().parameters(), component.inputs()),
        inputs(task.inputs().artifacts()),
        slots(component.outputs()),
        outputParameters(component.outputs()),
        container.env(),
        null,
        controlPlane);
  }

  /** A condition may bring inputs that the component does not know; they stay here. */
  private static Map<String, @Nullable Object> declared(
      Map<String, @Nullable Object> parameters, Interface inputs) {
    var kept = new LinkedHashMap<String, @Nullable Object>(parameters);
    kept.keySet().retainAll(inputs.parameters().keySet());
    return kept;
  }

  private Map<String, List<InputArtifact>> inputs(Map<String, List<ArtifactRef>> artifactsByName) {
    var inputs = new LinkedHashMap<String, List<InputArtifact>>();
    artifactsByName.forEach(
        (name, refs) -> inputs.put(name, refs.stream().map(this::input).toList()));
    return inputs;
  }

  private InputArtifact input(ArtifactRef ref) {
    return new InputArtifact(
        ref.id().toString(),
        ref.name(),
        ref.type(),
        ref.uri(),
        ref.digest(),
        ref.size(),
        ref.metadata(),
        artifacts.readAddress(ref.uri(), ATTEMPT_TIMEOUT));
  }

  private static Map<String, OutputSlot> slots(Interface outputs) {
    var slots = new LinkedHashMap<String, OutputSlot>();
    outputs.artifacts().forEach((name, def) -> slots.put(name, new OutputSlot(name, def.type())));
    return slots;
  }

  private static Map<String, String> outputParameters(Interface outputs) {
    var types = new LinkedHashMap<String, String>();
    outputs.parameters().forEach((name, def) -> types.put(name, def.type().name()));
    return types;
  }
}
