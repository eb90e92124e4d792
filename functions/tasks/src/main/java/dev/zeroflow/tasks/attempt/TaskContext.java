package dev.zeroflow.tasks.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.LogLine;
import dev.zeroflow.contract.MetricValue;
import dev.zeroflow.contract.OutputArtifact;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a function may use during one attempt, and where its results gather. For one thread. An
 * output that the pipeline does not declare is left out, so that it may declare only those it
 * needs.
 */
public final class TaskContext {
  private final TaskInvocation invocation;
  private final ObjectMapper json;
  private final ControlPlaneClient controlPlane;
  private final Transfers transfers;
  private final Stopwatch stopwatch;
  private final TaskLog log;
  private final Map<String, @Nullable Object> outputParameters = new LinkedHashMap<>();
  private final Map<String, List<OutputArtifact>> outputArtifacts = new LinkedHashMap<>();
  private final List<MetricValue> metrics = new ArrayList<>();

  TaskContext(TaskInvocation invocation, Attempts.Tools tools) {
    this.invocation = invocation;
    this.json = tools.json();
    this.controlPlane = new ControlPlaneClient(tools.http(), json, invocation);
    this.transfers = new Transfers(tools.http(), controlPlane);
    this.stopwatch = new Stopwatch(tools.nanos());
    this.log = new TaskLog(tools.clock(), controlPlane::postLogs);
    log.start();
  }

  /** Input parameters. */
  public Parameters parameters() {
    return new Parameters(invocation.parameters());
  }

  /** Where progress is written. */
  public TaskLog log() {
    return log;
  }

  /** The same for each attempt of this task, and for no other task: makes calls repeatable. */
  public String requestId() {
    return invocation.runId() + "/" + invocation.taskId();
  }

  /** The first artifact of an input, without its bytes. */
  public InputArtifact input(String name) {
    List<InputArtifact> artifacts = invocation.artifacts().getOrDefault(name, List.of());
    if (artifacts.isEmpty()) {
      throw TaskException.user("MISSING_INPUT", "Input " + name + " has no artifact.");
    }
    return artifacts.getFirst();
  }

  /** The bytes of an input artifact, checked against its digest; at most 512 MB. */
  public byte[] bytes(String input) throws IOException, InterruptedException {
    InputArtifact artifact = input(input);
    return stopwatch.download(() -> transfers.download(artifact));
  }

  /** An input artifact that is one JSON object. */
  public Map<?, ?> jsonObject(String input) throws IOException, InterruptedException {
    byte[] content = bytes(input);
    try {
      return json.readValue(content, Map.class);
    } catch (JsonProcessingException e) {
      throw TaskException.user("BAD_DOCUMENT", "Input " + input + " is not a JSON object.");
    }
  }

  /** Stores bytes as an output artifact. */
  public void write(String output, String contentType, byte[] content, Map<String, Object> metadata)
      throws IOException, InterruptedException {
    if (!invocation.outputs().containsKey(output)) {
      return;
    }
    var stored = stopwatch.upload(() -> transfers.upload(output, contentType, content));
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(metadata);
    outputArtifacts.put(
        output, List.of(new OutputArtifact(stored.uri(), stored.digest(), stored.size(), copy)));
  }

  /** Makes an input artifact an output, without moving its bytes. */
  public void passOn(String output, InputArtifact artifact) {
    if (invocation.outputs().containsKey(output)) {
      var same =
          new OutputArtifact(
              artifact.uri(), artifact.digest(), artifact.size(), artifact.metadata());
      outputArtifacts.put(output, List.of(same));
    }
  }

  /** Sets an output parameter to a JSON value. */
  public void output(String name, Object value) {
    if (invocation.outputParameters().containsKey(name)) {
      outputParameters.put(name, value);
    }
  }

  /** Records a figure of the task; step is 0 if there is only one. */
  public void metric(String key, double value, long step) {
    metrics.add(new MetricValue(key, value, step));
  }

  /**
   * Runs a GraphQL document in the name of this attempt.
   *
   * @return the member {@code data} of the answer
   */
  public Map<?, ?> graphql(String document) throws IOException, InterruptedException {
    return controlPlane.graphql(document);
  }

  TaskResult finish(@Nullable TaskError error) {
    var timings = stopwatch.timings();
    List<LogLine> logs = log.close();
    if (error != null) {
      return TaskResult.failed(invocation.attemptToken(), error, logs, timings);
    }
    return new TaskResult(
        TaskInvocation.SCHEMA_VERSION,
        invocation.attemptToken(),
        outputParameters,
        outputArtifacts,
        metrics,
        logs,
        null,
        timings);
  }
}
