package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which traces of an experiment are to go.
 *
 * @param ids only these; null for any
 * @param upToMillis only those that started then or before; null for any
 * @param most the oldest ones first; null for all
 */
public record TraceDeletion(
    UUID experimentId,
    @Nullable List<UUID> ids,
    @Nullable Long upToMillis,
    @Nullable Integer most) {
  /** Most ids of one request. */
  public static final int MAX_IDS = 1_000;

  public TraceDeletion {
    if ((ids == null) == (upToMillis == null) || (ids != null && most != null)) {
      throw MetadataException.badInput(
          "say which traces: request_ids, or max_timestamp_millis and perhaps max_traces");
    }
    if (ids != null && ids.size() > MAX_IDS) {
      throw MetadataException.badInput("request_ids has at most %d entries".formatted(MAX_IDS));
    }
    if (most != null && most < 1) {
      throw MetadataException.badInput("max_traces must be at least 1: " + most);
    }
  }
}
