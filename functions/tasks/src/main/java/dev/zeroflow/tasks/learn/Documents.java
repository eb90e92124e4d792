package dev.zeroflow.tasks.learn;

import dev.zeroflow.contract.Json;
import dev.zeroflow.model.ModelDocument;
import dev.zeroflow.model.ModelFormatException;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads and writes artifacts that are one JSON document. */
final class Documents {
  static final String JSON = "application/json";

  private Documents() {}

  static ModelDocument readModel(TaskContext context, String input)
      throws IOException, InterruptedException {
    try {
      return ModelDocument.fromTree(context.jsonObject(input));
    } catch (ModelFormatException e) {
      throw TaskException.user(
          "BAD_MODEL", "Input " + input + " is not a model: " + e.getMessage() + ".");
    }
  }

  static void write(
      TaskContext context,
      String output,
      Map<String, Object> document,
      Map<String, Object> metadata)
      throws IOException, InterruptedException {
    byte[] content = Json.write(document).getBytes(StandardCharsets.UTF_8);
    context.write(output, JSON, content, metadata);
  }
}
