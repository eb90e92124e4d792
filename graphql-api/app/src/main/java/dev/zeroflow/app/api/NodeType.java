package dev.zeroflow.app.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Kinds of things with an id. An id is the kind and a key, e.g. {@code Trigger:on-upload}: the same
 * UUID may stand for a tracking run and for its execution.
 */
public enum NodeType {
  PIPELINE_RUN("PipelineRun"),
  TRACKING_RUN("TrackingRun"),
  EXPERIMENT("Experiment"),
  TRACE("Trace"),
  /** Its key is the UUID of the run, a slash and the path of the task. */
  TASK("Task"),
  ARTIFACT("Artifact"),
  EXECUTION("Execution"),
  REGISTERED_MODEL("RegisteredModel"),
  MODEL_VERSION("ModelVersion"),
  PIPELINE("Pipeline"),
  PIPELINE_VERSION("PipelineVersion"),
  WEBHOOK("Webhook"),
  /** These four have names as keys. */
  PROJECT("Project"),
  INFERENCE_SERVICE("InferenceService"),
  FUNCTION("Function"),
  TRIGGER("Trigger");

  private final String prefix;

  NodeType(String word) {
    this.prefix = word + ":";
  }

  /** The kind that the text is an id of, if it is one. */
  public static Optional<NodeType> of(String id) {
    return Arrays.stream(values()).filter(type -> id.startsWith(type.prefix)).findFirst();
  }

  /** The id of the thing of this kind with the key. */
  public String id(Object key) {
    return prefix + key;
  }

  /** The text without the name of this kind, if it begins with it. */
  public String key(String text) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  /** The UUID in an id of this kind, or in a text that is nothing but a UUID. */
  public Optional<UUID> uuid(String text) {
    return Ids.parse(key(text));
  }

  /**
   * The UUID that a mutation needs; see {@link #uuid}.
   *
   * @param what name of the argument, for the message
   */
  public UUID require(String what, String text) {
    return uuid(text).orElseThrow(() -> new BadInputException(what + " is not an id: " + text));
  }
}
