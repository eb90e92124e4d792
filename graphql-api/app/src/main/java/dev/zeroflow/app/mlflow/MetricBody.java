package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.MetricPoint;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A figure as it is sent; NaN and infinities may come as texts.
 *
 * @param timestamp milliseconds since 1970
 */
record MetricBody(
    @Nullable String key,
    @Nullable Double value,
    @Nullable Long timestamp,
    @Nullable Long step,
    @Nullable String modelId,
    @Nullable String datasetName,
    @Nullable String datasetDigest) {
  /** What infinity is sent as, because that is what clients have seen so far. */
  private static final double GREATEST = Double.MAX_VALUE;

  static MetricBody of(MetricPoint it) {
    UUID model = it.modelId();
    return new MetricBody(
        it.key(),
        Math.clamp(it.value(), -GREATEST, GREATEST),
        it.atMillis(),
        it.step(),
        model == null ? null : MlflowIds.model(model),
        it.datasetName(),
        it.datasetDigest());
  }

  /** As it is shown with its run, where nothing is said of models. */
  static MetricBody ofRun(MetricPoint it) {
    MetricBody whole = of(it);
    return new MetricBody(
        whole.key,
        whole.value,
        whole.timestamp,
        whole.step,
        null,
        whole.datasetName,
        whole.datasetDigest);
  }

  static List<MetricPoint> points(@Nullable List<MetricBody> sent) {
    return sent == null ? List.of() : sent.stream().map(MetricBody::point).toList();
  }

  /** Without a step it is step 0. */
  MetricPoint point() {
    if (key == null || key.isEmpty()) {
      throw MlflowIds.missing("key");
    }
    if (value == null) {
      throw MlflowIds.missing("value");
    }
    if (timestamp == null) {
      throw MlflowIds.missing("timestamp");
    }
    return new MetricPoint(
        key,
        value,
        timestamp,
        step == null ? 0 : step,
        modelId == null || modelId.isEmpty() ? null : MlflowIds.model(modelId),
        orNull(datasetName),
        orNull(datasetDigest));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
