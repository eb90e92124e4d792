package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.artifact.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as it is shown.
 *
 * @param type one of the types that this API knows; {@code Artifact} for all others
 * @param numberValue the figure of metrics that are one figure
 */
record ArtifactBody(
    String artifactId,
    String name,
    String type,
    @Nullable String uri,
    Map<String, @Nullable Object> metadata,
    @Nullable Double numberValue,
    Instant createdAt) {
  private static final String METRICS = "system.Metrics";
  private static final Map<String, String> TYPES =
      Map.of(
          "system.Model",
          "Model",
          "system.Dataset",
          "Dataset",
          "system.HTML",
          "HTML",
          "system.Markdown",
          "Markdown",
          METRICS,
          "Metric",
          "system.ClassificationMetrics",
          "ClassificationMetric",
          "system.SlicedClassificationMetrics",
          "SlicedClassificationMetric");

  static ArtifactBody of(Artifact it) {
    return new ArtifactBody(
        it.id().toString(),
        it.name(),
        TYPES.getOrDefault(it.type(), "Artifact"),
        it.uri(),
        it.metadata(),
        it.type().equals(METRICS) ? number(it) : null,
        it.createdAt());
  }

  private static @Nullable Double number(Artifact metrics) {
    List<Double> figures =
        metrics.metadata().values().stream()
            .filter(Number.class::isInstance)
            .map(figure -> ((Number) figure).doubleValue())
            .toList();
    return figures.size() == 1 ? figures.getFirst() : null;
  }
}
