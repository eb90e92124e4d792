package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is logged to a run at once: all of it or nothing. */
public record LogBatch(List<MetricPoint> metrics, List<Entry> parameters, List<Entry> tags) {
  /** Most metrics of a batch, and most things of any kind. */
  public static final int MAX_METRICS = 1_000;

  public LogBatch {
    int all = metrics.size() + parameters.size() + tags.size();
    if (metrics.size() > MAX_METRICS || all > MAX_METRICS) {
      throw MetadataException.badInput(
          "a batch has at most %d metrics, parameters and tags together, not %d"
              .formatted(MAX_METRICS, all));
    }
    metrics.forEach(metric -> Entry.checkKey("metric", metric.key()));
    metrics = List.copyOf(metrics);
    parameters = Entry.checkedParameters(parameters);
    tags = Entry.checkedTags(tags);
  }

  /** Of each key the latest point. */
  public List<MetricPoint> latest() {
    Map<String, MetricPoint> latest = new LinkedHashMap<>();
    for (MetricPoint point : metrics) {
      latest.merge(point.key(), point, LogBatch::later);
    }
    return List.copyOf(latest.values());
  }

  private static MetricPoint later(MetricPoint one, MetricPoint other) {
    return MetricPoint.LATEST_LAST.compare(one, other) >= 0 ? one : other;
  }
}
