package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ComponentCall;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.OutputSlot;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.run.ArtifactRef;
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

/** Writes down what a function is told for an attempt. */
final class Invocations {
  /** Longest attempt of a task that says nothing about it. */
  static final Duration ATTEMPT_TIMEOUT = Duration.ofHours(1);

  private static final Duration LONGEST_ADDRESS = Duration.ofDays(7);

  private final TaskFunctions functions;
  private final ArtifactAccess artifacts;
  private final AttemptTokens tokens;
  private final String controlPlane;

  Invocations(SchedulerConfig config, ArtifactAccess artifacts) {
    this.functions = config.functions();
    this.artifacts = artifacts;
    this.tokens = config.tokens();
    this.controlPlane = config.controlPlane();
  }

  /**
   * The invocation of an attempt that begins now.
   *
   * @throws IllegalArgumentException if the component asks for what cannot be
   */
  TaskInvocation of(RunSnapshot run, Task task, Instant now) {
    AttemptRef attempt = AttemptRef.of(run.run(), task.path(), task.attempt());
    Component component = run.pipeline().task(task.path()).component();
    var container = (Executor.Container) component.body();
    Map<String, @Nullable Object> parameters =
        declared(task.inputs().parameters(), component.inputs());
    return new TaskInvocation(
        TaskInvocation.SCHEMA_VERSION,
        String.valueOf(container.function()),
        attempt.run().toString(),
        attempt.task(),
        attempt.attempt(),
        tokens.token(attempt),
        now.plus(TimeLimit.of(run, task).length()),
        parameters,
        inputs(task.inputs().artifacts(), addressTime(TimeLimit.of(run, task).length())),
        slots(component.outputs()),
        outputParameters(component.outputs()),
        container.env(),
        null,
        controlPlane,
        component(run, task, container, parameters));
  }

  private @Nullable ComponentCall component(
      RunSnapshot run,
      Task task,
      Executor.Container container,
      Map<String, @Nullable Object> parameters) {
    TaskFunctions.Host host = functions.host();
    return host == null || functions.isBuiltIn(container)
        ? null
        : ComponentCalls.of(run, task, host.work(), parameters);
  }

  /** A condition may bring inputs that the component does not know; they stay here. */
  private static Map<String, @Nullable Object> declared(
      Map<String, @Nullable Object> parameters, Interface inputs) {
    var kept = new LinkedHashMap<String, @Nullable Object>(parameters);
    kept.keySet().retainAll(inputs.parameters().keySet());
    return kept;
  }

  /** An attempt may wait long before it reads; longer than a week no store signs. */
  private static Duration addressTime(Duration attempt) {
    return attempt.compareTo(ATTEMPT_TIMEOUT) < 0
        ? ATTEMPT_TIMEOUT
        : attempt.compareTo(LONGEST_ADDRESS) > 0 ? LONGEST_ADDRESS : attempt;
  }

  private Map<String, List<InputArtifact>> inputs(
      Map<String, List<ArtifactRef>> artifactsByName, Duration addresses) {
    var inputs = new LinkedHashMap<String, List<InputArtifact>>();
    artifactsByName.forEach(
        (name, refs) -> inputs.put(name, refs.stream().map(ref -> input(ref, addresses)).toList()));
    return inputs;
  }

  private InputArtifact input(ArtifactRef ref, Duration addresses) {
    return new InputArtifact(
        ref.id().toString(),
        ref.name(),
        ref.type(),
        ref.uri(),
        ref.digest(),
        ref.size(),
        ref.metadata(),
        ref.isStored() ? artifacts.readAddress(ref.uri(), addresses) : "");
  }

  /** The artifacts that the outputs declare. */
  static Map<String, OutputSlot> slots(Interface outputs) {
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
