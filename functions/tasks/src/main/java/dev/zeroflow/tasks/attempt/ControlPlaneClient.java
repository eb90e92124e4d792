package dev.zeroflow.tasks.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.LogLine;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.UploadRequest;
import dev.zeroflow.contract.UploadTicket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calls the control plane in the name of one attempt. */
final class ControlPlaneClient {
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final Http http;
  private final ObjectMapper json;
  private final TaskInvocation invocation;

  ControlPlaneClient(Http http, ObjectMapper json, TaskInvocation invocation) {
    this.http = http;
    this.json = json;
    this.invocation = invocation;
  }

  UploadTicket ticket(UploadRequest request) throws IOException, InterruptedException {
    return json.readValue(post(ControlPlane.UPLOADS, request), UploadTicket.class);
  }

  void postLogs(List<LogLine> lines) throws IOException, InterruptedException {
    post(ControlPlane.LOGS, lines);
  }

  /**
   * Runs a GraphQL document.
   *
   * @return the member {@code data} of the answer
   * @throws TaskException if the answer holds an error
   */
  Map<?, ?> graphql(String document) throws IOException, InterruptedException {
    Map<?, ?> answer =
        json.readValue(post(ControlPlane.GRAPHQL, Map.of("query", document)), Map.class);
    if (answer.get("errors") instanceof List<?> errors && !errors.isEmpty()) {
      throw graphqlError(errors.getFirst());
    }
    if (answer.get("data") instanceof Map<?, ?> data) {
      return data;
    }
    throw TaskException.internal("BAD_ANSWER", "The GraphQL answer holds neither data nor errors.");
  }

  private static TaskException graphqlError(Object error) {
    Map<?, ?> members = error instanceof Map<?, ?> map ? map : Map.of();
    String message = String.valueOf(members.get("message"));
    if (members.get("extensions") instanceof Map<?, ?> extensions
        && extensions.get("code") instanceof String code
        && !code.toUpperCase(Locale.ROOT).startsWith("INTERNAL")) {
      return TaskException.user(code, message);
    }
    return TaskException.internal("CONTROL_PLANE_ERROR", message);
  }

  private byte[] post(String path, Object body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(invocation.controlPlane() + path))
            .timeout(Http.TIMEOUT)
            .header("Authorization", "Bearer " + invocation.attemptToken())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(toJson(body)))
            .build();
    Http.Answer answer = http.send(request, "the control plane at " + path, MAX_ANSWER_BYTES);
    if (answer.status() >= 300) {
      throw refusal(path, answer);
    }
    return answer.body();
  }

  private static TaskException refusal(String path, Http.Answer answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    String message =
        "The control plane refused %s with HTTP %d: %.500s".formatted(path, answer.status(), text);
    return answer.status() == 413
        ? TaskException.resource("TOO_LARGE", message)
        : TaskException.internal("CONTROL_PLANE_REFUSED", message);
  }

  private byte[] toJson(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the contract is always JSON", e);
    }
  }
}
