package dev.zeroflow.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.inference.ServedModel.Predictions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bodies of both protocols for one model. Safe for threads.
 *
 * <p>Sources: Open Inference Protocol 2 (REST, JSON tensors) and KServe's V1 data plane.
 */
final class Protocols {
  /** Requests nest tensors five deep at most; more is an attack on the stack. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_NUMBER_LENGTH = 100;

  private final ObjectMapper json =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ServedModel served;
  private final Columns columns;

  Protocols(ServedModel served) {
    this.served = served;
    this.columns = new Columns(served.model().features());
  }

  ServedModel served() {
    return served;
  }

  /** Name, version, inputs and outputs; -1 stands for any number of rows. */
  Map<String, Object> metadata() {
    int features = columns.count();
    int classes = served.model().classes().size();
    Map<String, Object> input = tensor("input", "FP64", List.of(-1, features));
    input.put("parameters", Map.of("columns", served.model().features()));
    Map<String, Object> probabilities =
        tensor(V2Request.PROBABILITIES, "FP64", List.of(-1, classes));
    probabilities.put("parameters", Map.of("classes", served.model().classes()));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", served.name());
    result.put("versions", List.of(served.version()));
    result.put("platform", "zeroflow-model");
    result.put("inputs", List.of(input));
    result.put(
        "outputs", List.of(tensor(V2Request.LABEL, labelType(), List.of(-1)), probabilities));
    return result;
  }

  /** Answers a version 2 inference request. */
  Map<String, Object> infer(byte[] body) {
    V2Request request = V2Request.parse(read(body), columns);
    Predictions predictions = served.predict(request.rows());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model_name", served.name());
    result.put("model_version", served.version());
    if (request.id() != null) {
      result.put("id", request.id());
    }
    List<Map<String, Object>> outputs = new ArrayList<>();
    request.outputs().forEach(name -> outputs.add(output(name, predictions)));
    result.put("outputs", outputs);
    return result;
  }

  private Map<String, Object> output(String name, Predictions predictions) {
    int rows = predictions.labels().size();
    boolean labels = name.equals(V2Request.LABEL);
    Map<String, Object> output =
        labels
            ? tensor(name, labelType(), List.of(rows))
            : tensor(name, "FP64", List.of(rows, served.model().classes().size()));
    output.put("data", labels ? predictions.labels() : predictions.probabilities());
    return output;
  }

  private static Map<String, Object> tensor(String name, String datatype, List<Integer> shape) {
    Map<String, Object> tensor = new LinkedHashMap<>();
    tensor.put("name", name);
    tensor.put("datatype", datatype);
    tensor.put("shape", shape);
    return tensor;
  }

  private String labelType() {
    return served.model().hasIntegerClasses() ? "INT64" : "BYTES";
  }

  /** Answers a version 1 prediction request. */
  Map<String, Object> predict(byte[] body) {
    List<double[]> rows = V1Request.rows(read(body), columns);
    return Map.of("predictions", served.predict(rows).labels());
  }

  private Map<?, ?> read(byte[] body) {
    try {
      return Values.object(json.readValue(body, Object.class), "body");
    } catch (JsonProcessingException e) {
      throw RefusedException.badRequest(
          "body: not JSON that is accepted: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }

  byte[] write(Object answer) {
    try {
      return json.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("answers are always JSON", e);
    }
  }
}
