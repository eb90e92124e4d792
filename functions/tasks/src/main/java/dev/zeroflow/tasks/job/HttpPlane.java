package dev.zeroflow.tasks.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.tasks.attempt.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The control plane that an invocation names, called with the token of its attempt. */
final class HttpPlane implements Plane {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client = Http.newClient();
  private final TaskInvocation invocation;
  private final ObjectMapper json;

  HttpPlane(TaskInvocation invocation, ObjectMapper json) {
    this.invocation = invocation;
    this.json = json;
  }

  @Override
  public int post(String path, Object body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(invocation.controlPlane() + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + invocation.attemptToken())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
