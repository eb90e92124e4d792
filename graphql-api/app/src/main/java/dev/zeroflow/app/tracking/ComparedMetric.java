package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.tracking.MetricHistories.Range;
import dev.zeroflow.metadata.tracking.MetricPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A metric of each of several runs. */
@Type("ComparedMetric")
@Description("A metric of each of several runs, side by side.")
public record ComparedMetric(
    @NonNull @Description("Name of the metric.") String key,
    @NonNull @Description("For each run its figures; null where it has none.") List<Figures> runs) {
  /** A metric of one run; what GraphQL has no number for is null. */
  @Type("MetricFigures")
  @Description("A metric of one run; null for what is infinite or not a number.")
  public record Figures(
      @Description("The latest figure.") @Nullable Double latest,
      @Description("The least figure.") @Nullable Double min,
      @Description("The greatest figure.") @Nullable Double max,
      @Description("How often it was logged.") long points) {}

  /**
   * Metrics in order, and what each run has of each.
   *
   * @param latest of each run the latest points
   * @param ranges likewise, how far they went
   */
  static List<ComparedMetric> of(List<List<MetricPoint>> latest, List<List<Range>> ranges) {
    return latest.stream()
        .flatMap(run -> run.stream().map(MetricPoint::key))
        .distinct()
        .sorted()
        .map(key -> of(key, latest, ranges))
        .toList();
  }

  private static ComparedMetric of(
      String key, List<List<MetricPoint>> latest, List<List<Range>> ranges) {
    List<@Nullable Figures> figures = new ArrayList<>();
    for (int i = 0; i < latest.size(); i++) {
      figures.add(figures(key, latest.get(i), ranges.get(i)));
    }
    return new ComparedMetric(key, Collections.unmodifiableList(figures));
  }

  private static @Nullable Figures figures(
      String key, List<MetricPoint> latest, List<Range> ranges) {
    Optional<MetricPoint> last =
        latest.stream().filter(point -> point.key().equals(key)).findFirst();
    Optional<Range> range = ranges.stream().filter(it -> it.key().equals(key)).findFirst();
    return last.isEmpty() || range.isEmpty()
        ? null
        : new Figures(
            ApiTrackingMetric.finite(last.get().value()),
            ApiTrackingMetric.finite(range.get().min()),
            ApiTrackingMetric.finite(range.get().max()),
            range.get().points());
  }
}
