package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.metadata.schedule.RecurringRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recurring run that a client asks for. What the server decides may be there and is ignored. */
record RecurringRunBody(
    @Nullable String recurringRunId,
    @Nullable String displayName,
    @Nullable String description,
    @Nullable String pipelineVersionId,
    @Nullable JsonNode pipelineSpec,
    @Nullable VersionReferenceBody pipelineVersionReference,
    @Nullable RuntimeConfigBody runtimeConfig,
    @Nullable String serviceAccount,
    @Nullable Long maxConcurrency,
    @Nullable TriggerBody trigger,
    @Nullable String mode,
    @Nullable String createdAt,
    @Nullable String updatedAt,
    @Nullable String status,
    @Nullable JsonNode error,
    @Nullable Boolean noCatchup,
    @Nullable String namespace,
    @Nullable String experimentId,
    @Nullable JsonNode pluginsInput) {

  /** A recurring run as it is shown. */
  record Shown(
      String recurringRunId,
      String displayName,
      String description,
      @Nullable Object pipelineSpec,
      @Nullable VersionReferenceBody pipelineVersionReference,
      RuntimeConfigBody runtimeConfig,
      String serviceAccount,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long maxConcurrency,
      TriggerBody trigger,
      String mode,
      Instant createdAt,
      Instant updatedAt,
      String status,
      @Nullable StatusBody error,
      @Nullable Boolean noCatchup,
      String experimentId) {}

  /** More than may be at once is as much as may be, less than one is one. */
  int concurrency() {
    long wanted = maxConcurrency == null ? 1 : maxConcurrency;
    return Math.clamp(wanted, 1, RecurringRun.MAX_CONCURRENCY);
  }

  boolean isEnabled() {
    return !"DISABLE".equals(mode);
  }
}
