package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.MetricPoint;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.RunChange;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgTrackingRunsTest extends PostgresTest {
  private final PgTrackingRuns runs = new PgTrackingRuns(POOL);
  private final PgTrackingExperiments experiments =
      new PgTrackingExperiments(POOL, new PgExperiments(POOL));
  private TrackingExperiment experiment;

  @BeforeEach
  void findExperiment() {
    experiment = experiments.find(project, 0, NOW).orElseThrow();
  }

  private UUID add(Entry... tags) {
    UUID id = UUID.randomUUID();
    runs.create(NewRun.ofClient(id, experiment, "a run", "me", NOW, List.of(tags)));
    return id;
  }

  private static LogBatch metrics(MetricPoint... points) {
    return new LogBatch(List.of(points), List.of(), List.of());
  }

  private static LogBatch parameters(Entry... parameters) {
    return new LogBatch(List.of(), List.of(parameters), List.of());
  }

  private RunData data(UUID id) {
    return runs.data(project, List.of(id)).get(id);
  }

  @Test
  void theDefaultExperimentIsNumberZeroAndOthersHaveNumbersOfTheirOwn() {
    var one = experiments.create(UUID.randomUUID(), project, "one", "", Map.of("a", "b"), NOW);
    var two = experiments.create(UUID.randomUUID(), project, "two", "", Map.of(), NOW);
    assertThat(experiment.number()).isZero();
    assertThat(one.number()).isPositive().isLessThan(two.number());
    assertThat(experiments.find(project, one.number(), NOW)).contains(one);
    assertThat(experiments.named(project, "two", NOW)).contains(two);
    assertThat(experiments.find("other " + project, one.number(), NOW)).isEmpty();
    assertThatThrownBy(
            () -> experiments.create(UUID.randomUUID(), project, "one", "", Map.of(), NOW))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("\"one\"");
    assertThatThrownBy(() -> experiments.rename(project, two.id(), "one", NOW))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void anExperimentTakesItsRunsAlongAndBack() {
    var mine = experiments.create(UUID.randomUUID(), project, "mine", "", Map.of(), NOW);
    UUID id = UUID.randomUUID();
    runs.create(NewRun.ofClient(id, mine, "in it", "me", NOW, List.of()));
    UUID other = add();
    experiments.setDeleted(project, mine.id(), true, NOW);
    assertThat(runs.find(project, id).orElseThrow().deleted()).isTrue();
    assertThat(runs.find(project, other).orElseThrow().deleted()).isFalse();
    assertThat(experiments.named(project, "mine", NOW).orElseThrow().deleted()).isTrue();
    experiments.setDeleted(project, mine.id(), false, NOW);
    assertThat(runs.find(project, id).orElseThrow().deleted()).isFalse();
  }

  @Test
  void tagsOfAnExperimentAreSetAndRemoved() {
    experiments.setTag(project, experiment.id(), "k", "1", NOW);
    experiments.setTag(project, experiment.id(), "k", "2", NOW);
    assertThat(experiments.find(project, 0, NOW).orElseThrow().tags()).containsEntry("k", "2");
    assertThat(experiments.removeTag(project, experiment.id(), "k", NOW)).isTrue();
    assertThat(experiments.removeTag(project, experiment.id(), "k", NOW)).isFalse();
  }

  @Test
  void aRunIsFoundInItsProjectOnly() {
    UUID id = add(new Entry("t", "v"));
    TrackingRun run = runs.find(project, id).orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(run.experiment()).isZero();
    assertThat(data(id).tags()).containsExactly(new Entry("t", "v"));
    assertThat(runs.find("other", id)).isEmpty();
    assertThat(runs.data("other", List.of(id)).get(id)).isEqualTo(RunData.EMPTY);
    assertThatThrownBy(() -> runs.log("other", id, metrics(MetricPoint.of("m", 1, 1, 1))))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void theLatestFigureIsTheGreatestByStepTimeAndValue() {
    UUID id = add();
    runs.log(project, id, metrics(point(1, 5, 2), point(3, 1, 2), point(2, 9, 1)));
    assertThat(data(id).metrics()).containsExactly(point(1, 5, 2));
    runs.log(project, id, metrics(point(8, 4, 2), point(7, 5, 1)));
    assertThat(data(id).metrics()).containsExactly(point(1, 5, 2));
    runs.log(project, id, metrics(point(0, 5, 2), point(2, 5, 2)));
    assertThat(data(id).metrics()).containsExactly(point(2, 5, 2));
    runs.log(project, id, metrics(point(Double.NaN, 5, 2)));
    assertThat(data(id).metrics().getFirst().value()).isNaN();
  }

  private static MetricPoint point(double value, long at, long step) {
    return MetricPoint.of("acc", value, at, step);
  }

  @Test
  void aBatchThatComesAgainChangesNothing() {
    UUID id = add();
    var batch =
        new LogBatch(
            List.of(point(1, 1, 1), point(Double.NaN, 2, 2), point(1, 1, 1)),
            List.of(new Entry("p", "1")),
            List.of(new Entry("t", "1"), new Entry("t", "2")));
    runs.log(project, id, batch);
    RunData before = data(id);
    runs.log(project, id, batch);
    assertThat(data(id)).isEqualTo(before);
    assertThat(runs.history(project, id, "acc", null, 100)).hasSize(2);
    assertThat(before.tags()).containsExactly(new Entry("t", "2"));
  }

  @Test
  void aParameterKeepsItsValueAndNothingOfTheBatchIsStored() {
    UUID id = add();
    runs.log(project, id, parameters(new Entry("lr", "0.1")));
    var batch =
        new LogBatch(
            List.of(point(1, 1, 1)), List.of(new Entry("lr", "0.2")), List.of(new Entry("t", "1")));
    assertThatThrownBy(() -> runs.log(project, id, batch))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("lr")
        .hasMessageContaining("0.1")
        .hasMessageContaining("0.2");
    assertThat(data(id).metrics()).isEmpty();
    assertThat(data(id).tags()).isEmpty();
    assertThat(data(id).parameters()).containsExactly(new Entry("lr", "0.1"));
  }

  @Test
  void aDeletedRunTakesNothingUntilItIsRestored() {
    UUID id = add();
    assertThat(runs.delete(project, id, NOW)).isTrue();
    assertThatThrownBy(() -> runs.log(project, id, metrics(point(1, 1, 1))))
        .hasMessageContaining("deleted");
    assertThatThrownBy(() -> runs.update(project, id, new RunChange(null, null, "x")))
        .hasMessageContaining("deleted");
    assertThatThrownBy(() -> runs.removeTag(project, id, "t")).hasMessageContaining("deleted");
    assertThat(runs.restore(project, id)).isTrue();
    runs.log(project, id, metrics(point(1, 1, 1)));
    assertThat(runs.delete("other", id, NOW)).isFalse();
  }

  @Test
  void whatIsNotNamedInAChangeStays() {
    UUID id = add();
    runs.update(project, id, new RunChange(RunState.SUCCEEDED, NOW.plusSeconds(5), null));
    TrackingRun named = runs.update(project, id, new RunChange(null, null, "named"));
    assertThat(named.name()).isEqualTo("named");
    assertThat(named.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(named.endedAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(data(id).tags()).containsExactly(new Entry("mlflow.runName", "named"));
  }

  @Test
  void aHistoryIsReadInPages() {
    UUID id = add();
    List<MetricPoint> points =
        IntStream.range(0, 25).mapToObj(i -> point(i % 3, i / 2, i / 4)).toList();
    runs.log(project, id, new LogBatch(points, List.of(), List.of()));
    runs.log(project, id, metrics(MetricPoint.of("other", 1, 1, 1)));
    List<MetricPoint> seen = new ArrayList<>();
    List<MetricPoint> page;
    do {
      page = runs.history(project, id, "acc", seen.isEmpty() ? null : seen.getLast(), 4);
      seen.addAll(page);
    } while (page.size() == 4);
    assertThat(seen).isSortedAccordingTo(MetricPoint.LATEST_LAST);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(points);
  }

  @Test
  void manyWritersOfOneRunWaitForEachOtherAndNeverInACircle() throws Exception {
    UUID id = add();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> writers =
          IntStream.range(0, 32)
              .<Callable<Void>>mapToObj(writer -> () -> write(id, writer))
              .toList();
      for (Future<Void> writer : threads.invokeAll(writers)) {
        finished(writer);
      }
    }
    assertThat(data(id).metrics()).hasSize(40).allMatch(point -> point.step() == 319);
    assertThat(runs.history(project, id, "m7", null, 1_000)).hasSize(320);
    assertThat(data(id).parameters()).hasSize(20);
  }

  /** Ten batches of all keys, in an order of its own. */
  private Void write(UUID id, int writer) {
    var random = new Random(writer);
    for (int batch = 0; batch < 10; batch++) {
      int step = writer * 10 + batch;
      List<MetricPoint> points = new ArrayList<>();
      IntStream.range(0, 40).forEach(key -> points.add(MetricPoint.of("m" + key, key, 1, step)));
      List<Entry> parameters = new ArrayList<>();
      IntStream.range(0, 20).forEach(key -> parameters.add(new Entry("p" + key, "same")));
      List<Entry> tags = new ArrayList<>();
      IntStream.range(0, 20).forEach(key -> tags.add(new Entry("t" + key, "by " + writer)));
      Collections.shuffle(points, random);
      Collections.shuffle(parameters, random);
      Collections.shuffle(tags, random);
      runs.log(project, id, new LogBatch(points, parameters, tags));
    }
    return null;
  }

  private static void finished(Future<Void> writer) throws InterruptedException {
    try {
      writer.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a writer failed", e.getCause());
    }
  }
}
