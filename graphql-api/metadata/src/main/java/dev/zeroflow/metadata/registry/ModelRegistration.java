package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.Names;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checked request to register a model version.
 *
 * @param actor who registers, for people
 * @param runId run of the caller, with its taskPath; null if a person registers
 * @param clientRequestId chosen by the client, once per intended version: sending the same request
 *     again returns the first result
 */
public record ModelRegistration(
    String project,
    String actor,
    String model,
    UUID artifactId,
    @Nullable UUID runId,
    @Nullable String taskPath,
    VersionContent content,
    String clientRequestId) {
  public ModelRegistration {
    RegisteredModel.checkName(model);
    Names.checkRequestId(clientRequestId);
    if ((runId == null) != (taskPath == null)) {
      throw new IllegalArgumentException("run and task belong together");
    }
  }

  /** Of a version about which there is no more to say. */
  public ModelRegistration(
      String project,
      String model,
      UUID artifactId,
      @Nullable UUID runId,
      @Nullable String taskPath,
      String description,
      List<ModelMetric> metrics,
      String clientRequestId) {
    this(
        project,
        runId == null ? "local" : "task " + runId + "/" + taskPath,
        model,
        artifactId,
        runId,
        taskPath,
        VersionContent.of(description, metrics),
        clientRequestId);
  }

  /**
   * Digest of what the client asked for. Who asked is left out: a second attempt of the same task
   * that registers the same model is the same request.
   */
  public String requestDigest() {
    var text = new StringBuilder();
    field(text, model);
    field(text, artifactId.toString());
    content.appendTo(value -> field(text, value));
    return Digests.sha256(text.toString());
  }

  /** With its length before it, so that no two lists of fields give the same text. */
  private static void field(StringBuilder text, String value) {
    text.append(value.length()).append(':').append(value);
  }
}
