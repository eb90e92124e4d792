package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.MetricHistories;
import dev.zeroflow.metadata.tracking.MetricHistories.OfRun;
import dev.zeroflow.metadata.tracking.MetricHistories.Steps;
import dev.zeroflow.metadata.tracking.MetricPoint;
import dev.zeroflow.metadata.tracking.NewRun;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PgMetricHistoriesTest extends PostgresTest {
  private final PgMetricHistories histories = new PgMetricHistories(POOL);
  private final PgTrackingRuns runs = new PgTrackingRuns(POOL);

  /** A run with a point for each step from the first one on; the value is the step. */
  private UUID run(int first, int count) {
    var experiments = new PgTrackingExperiments(POOL, new PgExperiments(POOL));
    var experiment = experiments.find(project, 0, NOW).orElseThrow();
    UUID id = UUID.randomUUID();
    runs.create(NewRun.ofClient(id, experiment, "r", "me", NOW, List.of()));
    List<MetricPoint> points =
        IntStream.range(first, first + count)
            .mapToObj(step -> MetricPoint.of("loss", step, 1_000 - step, step))
            .toList();
    runs.log(project, id, new LogBatch(points, List.of(), List.of()));
    return id;
  }

  private List<Long> spread(UUID run, Steps steps, int maxPoints) {
    return histories.spread(project, List.of(run), "loss", steps, maxPoints).stream()
        .map(it -> it.point().step())
        .toList();
  }

  @Test
  void longHistoriesAreThinnedOutAndKeepTheirEnds() {
    UUID run = run(-5, 100);
    assertThat(spread(run, Steps.ALL, 1)).containsExactly(94L);
    assertThat(spread(run, Steps.ALL, 2)).containsExactly(-5L, 94L);
    assertThat(spread(run, Steps.ALL, 4)).containsExactly(-5L, 20L, 45L, 94L);
    assertThat(spread(run, Steps.ALL, 100)).hasSize(100);
    assertThat(spread(run, Steps.ALL, 2_500)).hasSize(100);
    assertThat(spread(run, new Steps(10, 19), 3)).containsExactly(10L, 14L, 19L);
    assertThat(spread(run, new Steps(500, 600), 3)).isEmpty();
  }

  @Test
  void eachRunIsThinnedOutByItselfInTheOrderAskedFor() {
    UUID shorter = run(0, 2);
    UUID longer = run(0, 50);
    for (List<UUID> order : List.of(List.of(shorter, longer), List.of(longer, shorter))) {
      List<OfRun> found = histories.spread(project, order, "loss", Steps.ALL, 5);
      assertThat(found).hasSize(7);
      assertThat(found.stream().map(OfRun::run).distinct()).isEqualTo(order);
    }
  }

  @Test
  void wholeHistoriesAreOrderedByRunAndTime() {
    List<UUID> ids = List.of(run(0, 3), run(0, 3));
    List<OfRun> found = histories.whole(project, ids, "loss", 100);
    assertThat(found).hasSize(6);
    // Later steps have earlier times here.
    assertThat(found.subList(0, 3)).extracting(it -> it.point().step()).containsExactly(2L, 1L, 0L);
    assertThat(histories.whole(project, ids, "loss", 4)).isEqualTo(found.subList(0, 4));
    assertThat(histories.whole("other", ids, "loss", 4)).isEmpty();
  }

  @Test
  void whatIsNotThereOrTooMuchIsRefused() {
    UUID run = run(0, 1);
    List<UUID> many = Collections.nCopies(MetricHistories.MAX_RUNS + 1, run);
    assertThatThrownBy(() -> histories.whole(project, many, "loss", 1))
        .isInstanceOf(MetadataException.class);
    assertThat(spread(UUID.randomUUID(), Steps.ALL, 1)).isEmpty();
    assertThatThrownBy(() -> spread(run, Steps.ALL, 0)).isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> new Steps(2, 1)).isInstanceOf(MetadataException.class);
  }
}
