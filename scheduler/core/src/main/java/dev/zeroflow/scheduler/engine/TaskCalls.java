package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.OutputSlot;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an INVOKE command: calls the function of a task and turns its answer, or its silence,
 * into an event.
 */
final class TaskCalls {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofHours(1);

  private final Map<String, String> functionsByImage;
  private final TaskInvoker invoker;
  private final ArtifactAccess artifacts;
  private final LogSink logs;
  private final AttemptTokens tokens;
  private final Completions completions;
  private final String controlPlane;

  TaskCalls(SchedulerPorts ports, SchedulerConfig config) {
    this.functionsByImage = config.functionsByImage();
    this.invoker = ports.invoker();
    this.artifacts = ports.artifacts();
    this.logs = ports.logs();
    this.tokens = config.tokens();
    this.completions = new Completions(ports.artifacts(), config.uris());
    this.controlPlane = config.controlPlane();
  }

  RunEvent call(RunSnapshot snapshot, Task task, Instant now) {
    var attempt =
        new AttemptRef(snapshot.run().project(), snapshot.run().id(), task.path(), task.attempt());
    Component component = snapshot.pipeline().task(task.path()).component();
    var container = (Executor.Container) component.body();
    String function = functionsByImage.get(container.image());
    if (function == null) {
      return failed(
          attempt,
          "UNKNOWN_IMAGE",
          ErrorCategory.USER,
          "no function runs the image " + container.image());
    }
    Map<String, OutputSlot> slots = slots(component.outputs());
    TaskInvocation invocation = invocation(attempt, task, component, container, slots, now);
    try {
      TaskInvoker.Reply reply = invoker.invoke(function, invocation, ATTEMPT_TIMEOUT);
      logs.append(
          attempt.project(),
          attempt.run(),
          attempt.task(),
          attempt.attempt(),
          reply.result().logs());
      return completions.event(attempt, task.inputs(), slots, reply.result(), reply.cold());
    } catch (FunctionUnavailableException e) {
      return failed(
          attempt, e.reason().name(), category(e.reason()), String.valueOf(e.getMessage()));
    }
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
      AttemptRef attempt,
      Task task,
      Component component,
      Executor.Container container,
      Map<String, OutputSlot> slots,
      Instant now) {
    return new TaskInvocation(
        TaskInvocation.SCHEMA_VERSION,
        String.valueOf(container.function()),
        attempt.run().toString(),
        attempt.task(),
        attempt.attempt(),
        tokens.token(attempt),
        now.plus(ATTEMPT_TIMEOUT),
        declared(task.inputs().parameters(), component.inputs()),
        inputs(task.inputs().artifacts()),
        slots,
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
