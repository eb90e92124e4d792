package dev.zeroflow.app.follow;

import dev.zeroflow.app.tracking.ApiTrackingMetric;
import dev.zeroflow.metadata.tracking.MetricPlace;
import dev.zeroflow.metadata.tracking.MetricPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** Points of a metric that have come, in columns. */
@Type("MetricPoints")
@Description("Points of a metric that have come, in columns of the same length.")
public record ApiMetricPoints(
    @NonNull @Description("Pass it as \"after\" to go on behind these points.") String cursor,
    @NonNull @Description("Name of the metric.") String key,
    @NonNull @Description("Steps, in order.") List<@NonNull Long> steps,
    @NonNull @Description("When each was measured, in milliseconds since 1970.")
        List<@NonNull Long> atMillis,
    @NonNull @Description("The figures; null where one is infinite or not a number.")
        List<Double> values) {
  /** Points of one metric, at least one. */
  static ApiMetricPoints of(MetricPlace place, List<MetricPoint> points) {
    List<@Nullable Double> values = new ArrayList<>();
    points.forEach(point -> values.add(ApiTrackingMetric.finite(point.value())));
    return new ApiMetricPoints(
        place.toString(),
        points.getFirst().key(),
        points.stream().map(MetricPoint::step).toList(),
        points.stream().map(MetricPoint::atMillis).toList(),
        Collections.unmodifiableList(values));
  }
}
