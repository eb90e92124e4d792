package dev.zeroflow.app.follow;

import dev.zeroflow.metadata.tracking.MetricPlace;
import dev.zeroflow.metadata.tracking.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads metrics of a run from a place on. */
final class MetricFollower {
  private final Function<MetricPlace, List<MetricPoint>> history;
  private MetricPlace place;

  MetricFollower(Function<MetricPlace, List<MetricPoint>> history, MetricPlace place) {
    this.history = history;
    this.place = place;
  }

  /** What has come, one item a metric; nothing if nothing has. */
  List<ApiMetricPoints> next() {
    Map<String, List<MetricPoint>> byKey =
        history.apply(place).stream()
            .collect(Collectors.groupingBy(MetricPoint::key, TreeMap::new, Collectors.toList()));
    List<ApiMetricPoints> items = new ArrayList<>();
    for (List<MetricPoint> points : byKey.values()) {
      place = place.behind(points.getLast());
      items.add(ApiMetricPoints.of(place, points));
    }
    return items;
  }
}
