package dev.zeroflow.metadata.tracking;

import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A figure at a step.
 *
 * @param value may be infinite or not a number
 * @param atMillis milliseconds since 1970, as the client says
 * @param modelId logged model that it is about; null if none
 * @param datasetName data set that it was measured on; null if not said
 */
public record MetricPoint(
    String key,
    double value,
    long atMillis,
    long step,
    @Nullable UUID modelId,
    @Nullable String datasetName,
    @Nullable String datasetDigest) {
  /** The greatest point of a key is its latest one. */
  public static final Comparator<MetricPoint> LATEST_LAST =
      Comparator.comparingLong(MetricPoint::step)
          .thenComparingLong(MetricPoint::atMillis)
          .thenComparingDouble(MetricPoint::value);

  /** A figure that is about nothing but its run. */
  public static MetricPoint of(String key, double value, long atMillis, long step) {
    return new MetricPoint(key, value, atMillis, step, null, null, null);
  }
}
