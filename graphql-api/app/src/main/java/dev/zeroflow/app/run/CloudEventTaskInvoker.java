package dev.zeroflow.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.CloudEventTypes;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import dev.zeroflow.scheduler.port.TaskInvoker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Sends invocations as CloudEvents in binary mode; the answer's body is the result. */
public final class CloudEventTaskInvoker implements TaskInvoker {
  private static final int MAX_SHOWN = 500;

  /** The function completes the task later. */
  private static final int ACCEPTED = 202;

  private final FunctionRuntime runtime;
  private final ObjectMapper json;

  public CloudEventTaskInvoker(FunctionRuntime runtime, ObjectMapper json) {
    this.runtime = runtime;
    this.json = json;
  }

  @Override
  public Reply invoke(String function, TaskInvocation invocation, Duration timeout)
      throws FunctionUnavailableException {
    String id = callId(invocation.runId(), invocation.taskId(), invocation.attempt());
    FunctionReply reply =
        runtime.invoke(
            new FunctionCall(id, function, "POST", "/", headers(id), encode(invocation), timeout));
    return new Reply(
        reply.status() == ACCEPTED ? null : decode(function, invocation, reply), reply.cold());
  }

  @Override
  public void cancel(UUID run, String task, int attempt) {
    runtime.cancel(callId(run.toString(), task, attempt));
  }

  private static String callId(String run, String task, int attempt) {
    return "%s/%s/%d".formatted(run, task, attempt);
  }

  private static Map<String, String> headers(String id) {
    return Map.of(
        "Content-Type", "application/json",
        "ce-specversion", "1.0",
        "ce-id", id,
        "ce-source", "zeroflow/scheduler",
        "ce-type", CloudEventTypes.TASK_INVOKE);
  }

  private byte[] encode(TaskInvocation invocation) {
    try {
      return json.writeValueAsBytes(invocation);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an invocation is always JSON", e);
    }
  }

  private TaskResult decode(String function, TaskInvocation invocation, FunctionReply reply)
      throws FunctionUnavailableException {
    if (reply.status() != 200) {
      throw lost(function, "answered %d: %s".formatted(reply.status(), shown(reply.body())));
    }
    try {
      TaskResult result = json.readValue(reply.body(), TaskResult.class);
      if (!invocation.attemptToken().equals(result.attemptToken())) {
        throw lost(function, "answered for another attempt");
      }
      return result;
    } catch (IOException e) {
      throw lost(
          function, "answered with something that is not a task result: " + shown(reply.body()));
    }
  }

  private static FunctionUnavailableException lost(String function, String what) {
    return new FunctionUnavailableException(
        function, Reason.CONNECTION_LOST, "function " + function + " " + what);
  }

  private static String shown(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, MAX_SHOWN), StandardCharsets.UTF_8);
    return text.strip();
  }
}
