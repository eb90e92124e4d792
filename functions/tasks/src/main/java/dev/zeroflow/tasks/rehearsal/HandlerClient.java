package dev.zeroflow.tasks.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.CloudEventTypes;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.OutputSlot;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a running handler as the scheduler does: a binary CloudEvent over HTTP. */
public final class HandlerClient {
  private static final Instant NO_DEADLINE = Instant.parse("9999-01-01T00:00:00Z");

  private final String handler;
  private final LoopbackPlane plane;
  private final ObjectMapper json;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Calls the handler at an address; its functions see {@code plane}. */
  public HandlerClient(String handler, LoopbackPlane plane, ObjectMapper json) {
    this.handler = handler;
    this.plane = plane;
    this.json = json;
  }

  /**
   * A call of a function.
   *
   * @param function its name, also used as the task's
   * @param parameters input parameters
   * @param artifacts input artifacts
   * @param outputs names of the output artifacts
   * @param outputParameters names of the output parameters
   */
  public record Call(
      String function,
      Map<String, @Nullable Object> parameters,
      Map<String, InputArtifact> artifacts,
      List<String> outputs,
      List<String> outputParameters) {}

  /** Sends a call; an attempt that fails is a result, too. */
  public TaskResult send(Call call) throws IOException, InterruptedException {
    return json.readValue(post(json.writeValueAsBytes(invocation(call))).body(), TaskResult.class);
  }

  /** Sends any bytes as the data of an invocation, and returns the answer with its headers. */
  public HttpResponse<byte[]> post(byte[] data) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(handler))
            .header("ce-id", "run/task/1")
            .header("ce-source", "zeroflow/rehearsal")
            .header("ce-specversion", "1.0")
            .header("ce-type", CloudEventTypes.TASK_INVOKE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(data))
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private TaskInvocation invocation(Call call) {
    Map<String, List<InputArtifact>> artifacts = new HashMap<>();
    call.artifacts().forEach((name, artifact) -> artifacts.put(name, List.of(artifact)));
    Map<String, OutputSlot> outputs = new HashMap<>();
    call.outputs().forEach(name -> outputs.put(name, new OutputSlot(name, "system.Artifact")));
    Map<String, String> outputParameters = new HashMap<>();
    call.outputParameters().forEach(name -> outputParameters.put(name, "STRING"));
    return new TaskInvocation(
        TaskInvocation.SCHEMA_VERSION,
        call.function(),
        "run",
        call.function(),
        1,
        "rehearsal-token",
        NO_DEADLINE,
        call.parameters(),
        artifacts,
        outputs,
        outputParameters,
        Map.of(),
        null,
        plane.address(),
        null);
  }
}
