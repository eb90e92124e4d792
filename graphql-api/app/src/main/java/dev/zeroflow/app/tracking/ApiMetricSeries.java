package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.tracking.MetricHistories.Sampled;
import dev.zeroflow.metadata.tracking.MetricPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A metric over the steps of a run, in columns. */
@Type("MetricSeries")
@Description("A metric over the steps of a run, in columns of the same length.")
public record ApiMetricSeries(
    @NonNull @Description("Name of the metric.") String key,
    @Description("Points that there are; more than the columns have if they were thinned out.")
        long points,
    @NonNull @Description("Steps, in order.") List<@NonNull Long> steps,
    @NonNull @Description("When each was measured, in milliseconds since 1970.")
        List<@NonNull Long> atMillis,
    @NonNull @Description("The figures; null where one is infinite or not a number.")
        List<Double> values) {
  static ApiMetricSeries of(Sampled it) {
    List<MetricPoint> points = it.points();
    List<@Nullable Double> values = new ArrayList<>();
    points.forEach(point -> values.add(ApiTrackingMetric.finite(point.value())));
    return new ApiMetricSeries(
        it.key(),
        it.all(),
        points.stream().map(MetricPoint::step).toList(),
        points.stream().map(MetricPoint::atMillis).toList(),
        Collections.unmodifiableList(values));
  }
}
