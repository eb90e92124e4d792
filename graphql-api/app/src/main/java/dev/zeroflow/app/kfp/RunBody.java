package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that a client asks for. What the server decides may be there and is ignored, so that a run
 * can be sent as it was read.
 */
record RunBody(
    @Nullable String experimentId,
    @Nullable String runId,
    @Nullable String displayName,
    @Nullable String storageState,
    @Nullable String description,
    @Nullable String pipelineVersionId,
    @Nullable JsonNode pipelineSpec,
    @Nullable VersionReferenceBody pipelineVersionReference,
    @Nullable RuntimeConfigBody runtimeConfig,
    @Nullable String serviceAccount,
    @Nullable String createdAt,
    @Nullable String scheduledAt,
    @Nullable String finishedAt,
    @Nullable String state,
    @Nullable JsonNode error,
    @Nullable JsonNode runDetails,
    @Nullable String recurringRunId,
    @Nullable JsonNode stateHistory,
    @Nullable JsonNode pluginsInput,
    @Nullable JsonNode pluginsOutput) {

  /** A run as it is shown. */
  record Shown(
      String experimentId,
      String runId,
      String displayName,
      String storageState,
      @Nullable String description,
      @Nullable Object pipelineSpec,
      @Nullable VersionReferenceBody pipelineVersionReference,
      @Nullable RuntimeConfigBody runtimeConfig,
      @Nullable String serviceAccount,
      Instant createdAt,
      Instant scheduledAt,
      Instant finishedAt,
      String state,
      @Nullable StatusBody error,
      @Nullable Details runDetails,
      @Nullable String recurringRunId,
      List<History> stateHistory) {}

  /** What its tasks are and were. */
  record Details(List<TaskBody> taskDetails) {}

  /** A state that a run or a task came to. */
  record History(
      @JsonProperty("update_time") Instant updateTime, String state, @Nullable StatusBody error) {}
}
