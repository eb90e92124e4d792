package dev.zeroflow.tasks.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.OutputArtifact;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.tasks.rehearsal.HandlerClient.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * The main job on a made-up table, by real calls. While the JVM records an ahead-of-time cache this
 * loads the classes that a first call needs; in tests it runs on real data.
 */
public final class Rehearsal {
  private static final int ROUNDS = 3;
  private static final String LABEL = "label";
  private static final String ANSWER =
      """
      {"data":{"registerModelVersion":{"modelVersion":{"id":"1","version":"1"}},\
      "deployModel":{"inferenceService":{"state":"READY","address":"/v2/models/m"}}}}""";

  private final HandlerClient handler;
  private final LoopbackPlane plane;
  private final Map<String, TaskResult> results = new HashMap<>();

  private Rehearsal(HandlerClient handler, LoopbackPlane plane) {
    this.handler = handler;
    this.plane = plane;
  }

  /**
   * Rehearses against the handler at an address.
   *
   * @throws IllegalStateException if a call failed
   */
  public static void run(String handler, ObjectMapper json)
      throws IOException, InterruptedException {
    try (LoopbackPlane plane = new LoopbackPlane(json, request -> ANSWER)) {
      var client = new HandlerClient(handler, plane, json);
      for (int round = 0; round < ROUNDS; round++) {
        mainJob(client, plane, table(), LABEL, round);
      }
    }
  }

  /**
   * Runs all functions in the order of the pipeline.
   *
   * @return results by function; the evaluations are {@code evaluate-<function that trained>}
   */
  public static Map<String, TaskResult> mainJob(
      HandlerClient handler, LoopbackPlane plane, byte[] csv, String labelColumn, long seed)
      throws IOException, InterruptedException {
    var job = new Rehearsal(handler, plane);
    job.prepare(csv, labelColumn, seed);
    job.train("train-logistic-regression", Map.of("epochs", 50.0), labelColumn, seed);
    job.train("train-decision-tree", Map.of("max_depth", 6.0), labelColumn, seed);
    job.select();
    job.publish();
    return job.results;
  }

  private void prepare(byte[] csv, String labelColumn, long seed)
      throws IOException, InterruptedException {
    call(
        new Call(
            "load-and-validate",
            Map.of("label_column", labelColumn),
            Map.of("dataset", plane.store("dataset.csv", "system.Dataset", csv)),
            List.of("table"),
            List.of("rows", "features", "classes")));
    call(
        new Call(
            "preprocess-and-split",
            Map.of("label_column", labelColumn, "test_fraction", 0.25, "seed", seed),
            Map.of("table", output("load-and-validate", "table")),
            List.of("train", "test", "preprocessor"),
            List.of()));
  }

  private void train(String function, Map<String, Object> settings, String labelColumn, long seed)
      throws IOException, InterruptedException {
    Map<String, Object> parameters = new HashMap<>(settings);
    parameters.put("label_column", labelColumn);
    parameters.put("seed", seed);
    call(
        new Call(
            function,
            Map.copyOf(parameters),
            Map.of(
                "train", output("preprocess-and-split", "train"),
                "preprocessor", output("preprocess-and-split", "preprocessor")),
            List.of("model"),
            List.of()));
    call(
        "evaluate-" + function,
        new Call(
            "evaluate",
            Map.of("label_column", labelColumn),
            Map.of(
                "model", output(function, "model"), "test", output("preprocess-and-split", "test")),
            List.of("metrics", "confusion"),
            List.of("accuracy", "f1")));
  }

  private void select() throws IOException, InterruptedException {
    call(
        new Call(
            "select-best",
            Map.of(
                "name_a",
                "logistic-regression",
                "name_b",
                "decision-tree",
                "score_a",
                value("evaluate-train-logistic-regression", "accuracy"),
                "score_b",
                value("evaluate-train-decision-tree", "accuracy")),
            Map.of(
                "model_a", output("train-logistic-regression", "model"),
                "model_b", output("train-decision-tree", "model")),
            List.of("model"),
            List.of("selected", "score", "reason")));
  }

  private void publish() throws IOException, InterruptedException {
    call(
        new Call(
            "register-model",
            Map.of("model_name", "m", "score", value("select-best", "score")),
            Map.of("model", output("select-best", "model")),
            List.of(),
            List.of("version", "model_version_id")));
    call(
        new Call(
            "deploy-model",
            Map.of("service_name", "m", "model_name", "m", "version", "1"),
            Map.of(),
            List.of(),
            List.of("address")));
  }

  private void call(Call call) throws IOException, InterruptedException {
    call(call.function(), call);
  }

  private void call(String task, Call call) throws IOException, InterruptedException {
    TaskResult result = handler.send(call);
    if (result.error() != null) {
      throw new IllegalStateException(task + " failed: " + result.error());
    }
    results.put(task, result);
  }

  private TaskResult result(String task) {
    return Objects.requireNonNull(results.get(task), task);
  }

  private InputArtifact output(String task, String name) {
    List<OutputArtifact> artifacts = result(task).outputArtifacts().get(name);
    return plane.input(name, "system.Artifact", Objects.requireNonNull(artifacts, name).getFirst());
  }

  private Object value(String task, String name) {
    return Objects.requireNonNull(result(task).outputParameters().get(name), name);
  }

  /** Two clouds of points in four dimensions. */
  private static byte[] table() {
    var random = new Random(1);
    var text = new StringBuilder("a,b,c,d,").append(LABEL).append('\n');
    for (int row = 0; row < 200; row++) {
      for (int column = 0; column < 4; column++) {
        text.append(random.nextGaussian() + row % 2).append(',');
      }
      text.append(row % 2).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
