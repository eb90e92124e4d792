package dev.zeroflow.metadata.tracking;

import java.util.List;

/**
 * What was logged to a run.
 *
 * @param metrics of each key the latest point, ordered by key
 * @param parameters ordered by key
 * @param tags ordered by key
 */
public record RunData(List<MetricPoint> metrics, List<Entry> parameters, List<Entry> tags) {
  /** Of a run to which nothing was logged. */
  public static final RunData EMPTY = new RunData(List.of(), List.of(), List.of());

  public RunData {
    metrics = List.copyOf(metrics);
    parameters = List.copyOf(parameters);
    tags = List.copyOf(tags);
  }
}
