package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.MetricPlace;
import dev.zeroflow.metadata.tracking.MetricPoint;
import dev.zeroflow.metadata.tracking.NewRun;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowedMetricsTest extends PostgresTest {
  private final PgMetricHistories histories = new PgMetricHistories(POOL);
  private final PgTrackingRuns runs = new PgTrackingRuns(POOL);
  private final UUID run = UUID.randomUUID();

  @BeforeEach
  void addRun() {
    var experiments = new PgTrackingExperiments(POOL, new PgExperiments(POOL));
    var experiment = experiments.find(project, 0, NOW).orElseThrow();
    runs.create(NewRun.ofClient(run, experiment, "a run", "me", NOW, List.of()));
  }

  private void log(MetricPoint... points) {
    runs.log(project, run, new LogBatch(List.of(points), List.of(), List.of()));
  }

  private static MetricPoint[] steps(String key, int points) {
    return LongStream.range(0, points)
        .mapToObj(step -> MetricPoint.of(key, Math.sin(step), step, step))
        .toArray(MetricPoint[]::new);
  }

  @Test
  void whatComesBehindAPlaceIsReadOncePerMetric() {
    log(MetricPoint.of("a", 0.5, 1, 0), MetricPoint.of("b", Double.NaN, 1, 0));
    MetricPlace place = MetricPlace.start(List.of("a", "b", "none"));
    List<MetricPoint> first = histories.behind(project, run, place, 10);
    assertThat(first).extracting(MetricPoint::key).containsExactly("a", "b");
    for (MetricPoint point : first) {
      place = place.behind(point);
    }
    assertThat(histories.behind(project, run, place, 10)).isEmpty();
    log(MetricPoint.of("a", 0.7, 2, 1), MetricPoint.of("c", 1, 1, 1));
    assertThat(histories.behind(project, run, place, 10))
        .extracting(MetricPoint::key, MetricPoint::step, MetricPoint::value)
        .containsExactly(tuple("a", 1L, 0.7));
  }

  @Test
  void aLookIsLimitedForEachMetric() {
    log(steps("a", 30));
    log(steps("b", 5));
    MetricPlace place = MetricPlace.start(List.of("a", "b"));
    assertThat(histories.behind(project, run, place, 10))
        .extracting(MetricPoint::key)
        .containsExactly("a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "b", "b", "b", "b", "b");
    assertThatThrownBy(() -> histories.behind(project, run, place, 0))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void nothingOfAnotherProjectIsRead() {
    log(steps("a", 3));
    MetricPlace place = MetricPlace.start(List.of("a"));
    assertThat(histories.behind("other " + project, run, place, 10)).isEmpty();
    assertThat(histories.sampled("other " + project, run, List.of("a"), 10)).isEmpty();
  }
}
