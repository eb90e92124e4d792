package dev.zeroflow.app.mlflow;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of requests about runs; of each request some of these.
 *
 * @param runUuid older name of runId
 * @param startTime milliseconds since 1970
 * @param endTime milliseconds since 1970
 */
record RunRequest(
    @Nullable String runId,
    @Nullable String runUuid,
    @Nullable String experimentId,
    @Nullable String userId,
    @Nullable String runName,
    @Nullable Long startTime,
    @Nullable Long endTime,
    @Nullable String status,
    @Nullable String key,
    @Nullable String value,
    @Nullable List<MetricBody> metrics,
    @Nullable List<KeyValue> params,
    @Nullable List<KeyValue> tags) {
  UUID id() {
    return MlflowIds.run(runId, runUuid);
  }

  KeyValue keyValue() {
    return new KeyValue(key, value);
  }
}
