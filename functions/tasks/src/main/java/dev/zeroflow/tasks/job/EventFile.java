package dev.zeroflow.tasks.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.CloudEventTypes;
import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.TaskInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The file with the only event of a process: a structured CloudEvent with an invocation. */
public final class EventFile {
  private EventFile() {}

  /** Where the environment says that it is; empty for a process that answers calls. */
  public static Optional<Path> in(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(ControlPlane.ENV_EVENT_FILE))
        .map(Path::of)
        .or(
            () ->
                Optional.ofNullable(environment.get(ControlPlane.ENV_EVENT_FOLDER))
                    .map(folder -> Path.of(folder, "event")));
  }

  /**
   * The invocation in the file.
   *
   * @throws IOException if there is none
   */
  static TaskInvocation read(Path file, ObjectMapper json) throws IOException {
    JsonNode event = json.readTree(Files.readAllBytes(file));
    String type = event.path("type").asText();
    if (!type.equals(CloudEventTypes.TASK_INVOKE)) {
      throw new IOException(
          "The event in " + file + " has the type '" + type + "' and calls nothing.");
    }
    return json.treeToValue(event.path("data"), TaskInvocation.class);
  }
}
