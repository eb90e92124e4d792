package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.LogLine;
import dev.zeroflow.contract.OutputArtifact;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.TaskInvoker;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Task functions in memory. A function without a handler writes every output that it is asked for,
 * with the simplest value of its type.
 */
final class FakeTasks implements TaskInvoker {
  /** What a function does; may block. */
  @FunctionalInterface
  interface Handler {
    TaskResult handle(TaskInvocation invocation) throws Exception;
  }

  private static final Map<String, Object> SIMPLEST =
      Map.of(
          "STRING",
          "text",
          "NUMBER_INTEGER",
          1L,
          "NUMBER_DOUBLE",
          0.9,
          "BOOLEAN",
          true,
          "LIST",
          List.of(1L),
          "STRUCT",
          Map.of("a", 1L));

  private final AttemptTokens tokens;
  private final ArtifactUris uris;
  private final FakeArtifacts artifacts;
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final Map<String, Consumer<TaskInvocation>> later = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> givenUp = new ConcurrentHashMap<>();

  /** Everything that was called, in order. */
  final List<TaskInvocation> calls = new CopyOnWriteArrayList<>();

  /** Attempts that were given up, in order; without their project. */
  final List<AttemptRef> canceled = new CopyOnWriteArrayList<>();

  FakeTasks(AttemptTokens tokens, ArtifactUris uris, FakeArtifacts artifacts) {
    this.tokens = tokens;
    this.uris = uris;
    this.artifacts = artifacts;
  }

  FakeTasks on(String function, Handler handler) {
    handlers.put(function, handler);
    return this;
  }

  /** Makes a function complete its tasks later; it only tells what was called. */
  FakeTasks later(String function, Consumer<TaskInvocation> told) {
    later.put(function, told);
    return this;
  }

  /** Waits until the call is given up. */
  void awaitCancel(TaskInvocation call) throws InterruptedException {
    givenUp(call.runId() + call.taskId() + call.attempt()).await();
  }

  private CountDownLatch givenUp(String call) {
    return givenUp.computeIfAbsent(call, key -> new CountDownLatch(1));
  }

  /** Attempts of a task that were called, in order. */
  List<Integer> attempts(String task) {
    return calls.stream()
        .filter(call -> call.taskId().equals(task))
        .map(TaskInvocation::attempt)
        .toList();
  }

  @Override
  public void cancel(UUID run, String task, int attempt) {
    canceled.add(new AttemptRef("", run, task, attempt));
    givenUp(run + task + attempt).countDown();
  }

  @Override
  public Reply invoke(String function, TaskInvocation invocation, Duration timeout)
      throws FunctionUnavailableException {
    calls.add(invocation);
    Consumer<TaskInvocation> told = later.get(invocation.function());
    if (told != null) {
      told.accept(invocation);
      return new Reply(null, false);
    }
    try {
      return new Reply(
          handlers.getOrDefault(invocation.function(), this::good).handle(invocation), false);
    } catch (FunctionUnavailableException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every output, uploaded. */
  TaskResult good(TaskInvocation invocation) {
    var parameters = new LinkedHashMap<String, Object>();
    invocation.outputParameters().forEach((name, type) -> parameters.put(name, SIMPLEST.get(type)));
    return good(invocation, parameters);
  }

  /** The given parameters, and every artifact, uploaded. */
  TaskResult good(TaskInvocation invocation, Map<String, Object> parameters) {
    AttemptRef attempt = tokens.read(invocation.attemptToken()).orElseThrow();
    var written = new LinkedHashMap<String, List<OutputArtifact>>();
    for (String name : invocation.outputs().keySet()) {
      String uri = uris.output(attempt, name);
      artifacts.put(uri, 3);
      written.put(name, List.of(new OutputArtifact(uri, FakeArtifacts.DIGEST, 3, Map.of())));
    }
    return new TaskResult(
        TaskInvocation.SCHEMA_VERSION,
        invocation.attemptToken(),
        parameters,
        written,
        List.of(),
        List.of(new LogLine(Instant.EPOCH, "stdout", "did " + invocation.function())),
        null,
        new Timings(1, 2, 3));
  }

  static TaskResult failed(TaskInvocation invocation, TaskError error) {
    return TaskResult.failed(invocation.attemptToken(), error, List.of(), Timings.NONE);
  }
}
