package dev.zeroflow.scheduler.faults;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.Json;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import dev.zeroflow.scheduler.port.TaskInvoker;
import dev.zeroflow.scheduler.spec.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Calls a {@link FunctionServer}. */
final class HttpInvoker implements TaskInvoker {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, CompletableFuture<HttpResponse<String>>> calls =
      new ConcurrentHashMap<>();
  private final int port;
  private final AttemptTokens tokens;
  private final String self;

  /**
   * @param port of the functions
   * @param self address under which functions reach this scheduler
   */
  HttpInvoker(int port, AttemptTokens tokens, String self) {
    this.port = port;
    this.tokens = tokens;
    this.self = self;
  }

  @Override
  public Reply invoke(String function, TaskInvocation invocation, Duration timeout)
      throws FunctionUnavailableException {
    String id = id(invocation.runId(), invocation.taskId(), invocation.attempt());
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(request(invocation, timeout), BodyHandlers.ofString());
    calls.put(id, call);
    try {
      HttpResponse<String> response = call.get();
      return new Reply(
          response.statusCode() == 202 ? null : result(invocation, response.body()), false);
    } catch (ExecutionException e) {
      throw unavailable(function, e.getCause());
    } catch (CancellationException e) {
      throw new FunctionUnavailableException(function, Reason.CANCELLED, "cancelled");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionUnavailableException(function, Reason.CANCELLED, "interrupted");
    } finally {
      calls.remove(id);
    }
  }

  @Override
  public void cancel(UUID run, String task, int attempt) {
    CompletableFuture<HttpResponse<String>> call = calls.get(id(run.toString(), task, attempt));
    if (call != null) {
      call.cancel(true);
    }
  }

  private static FunctionUnavailableException unavailable(String function, @Nullable Throwable e) {
    Reason reason = e instanceof HttpTimeoutException ? Reason.TIMED_OUT : Reason.CONNECTION_LOST;
    return new FunctionUnavailableException(function, reason, String.valueOf(e));
  }

  private static String id(String run, String task, int attempt) {
    return "%s/%s/%d".formatted(run, task, attempt);
  }

  private HttpRequest request(TaskInvocation invocation, Duration timeout) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("project", tokens.read(invocation.attemptToken()).orElseThrow().project());
    body.put("run", invocation.runId());
    body.put("task", invocation.taskId());
    body.put("attempt", (long) invocation.attempt());
    body.put("token", invocation.attemptToken());
    body.put("parameters", invocation.parameters());
    body.put("scheduler", self);
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
        .timeout(timeout)
        .POST(BodyPublishers.ofString(Json.write(body)))
        .build();
  }

  /** The result that the text of an answer stands for. */
  static TaskResult result(TaskInvocation invocation, String text) {
    return result(invocation.attemptToken(), text);
  }

  static TaskResult result(String token, String text) {
    Map<?, ?> body = (Map<?, ?>) JsonText.collection(text).orElseThrow();
    if (body.get("error") instanceof Map<?, ?> error) {
      var category = ErrorCategory.valueOf(String.valueOf(error.get("category")));
      return TaskResult.failed(
          token, new TaskError("TEST", category, "on purpose", null), List.of(), Timings.NONE);
    }
    var outputs = new LinkedHashMap<String, @Nullable Object>();
    if (body.get("parameters") instanceof Map<?, ?> parameters) {
      parameters.forEach((name, value) -> outputs.put(String.valueOf(name), value));
    }
    return new TaskResult(
        TaskInvocation.SCHEMA_VERSION,
        token,
        outputs,
        Map.of(),
        List.of(),
        List.of(),
        null,
        Timings.NONE);
  }
}
