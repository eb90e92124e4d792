package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.tracking.MetricPoint;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** The latest figure of a metric. */
@Type("TrackingMetric")
@Description("The latest figure of a metric.")
public record ApiTrackingMetric(
    @NonNull @Description("Name of the metric.") String key,
    @Description("The figure; null if it is infinite or not a number.") @Nullable Double value,
    @NonNull @Description("The figure as a text, e.g. 0.5, NaN or -Infinity.") String text,
    @Description("Step that it belongs to.") long step,
    @NonNull @Description("When it was measured.") Instant at,
    @Description("Data set that it was measured on; null if not said.")
        @Nullable String datasetName) {
  static ApiTrackingMetric of(MetricPoint it) {
    return new ApiTrackingMetric(
        it.key(),
        finite(it.value()),
        Double.toString(it.value()),
        it.step(),
        Instant.ofEpochMilli(it.atMillis()),
        it.datasetName());
  }

  /** GraphQL has no word for the other numbers. */
  public static @Nullable Double finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }
}
