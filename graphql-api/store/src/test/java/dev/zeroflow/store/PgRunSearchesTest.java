package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.OrderParser;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.MetricPoint;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgRunSearchesTest extends PostgresTest {
  private final PgTrackingRuns runs = new PgTrackingRuns(POOL);
  private final PgRunSearches searches = new PgRunSearches(POOL);
  private final PgTrackingExperiments experiments =
      new PgTrackingExperiments(POOL, new PgExperiments(POOL));
  private TrackingExperiment one;
  private TrackingExperiment two;

  /** Thirteen runs: some without a figure, some with the same one, one with NaN. */
  @BeforeEach
  void fill() {
    one = experiments.create(UUID.randomUUID(), project, "one", "", Map.of(), NOW);
    two = experiments.create(UUID.randomUUID(), project, "two", "s3://b/c/", Map.of(), NOW);
    for (int i = 0; i < 13; i++) {
      UUID id = UUID.randomUUID();
      var start = NOW.plus(Duration.ofMillis(i / 3));
      runs.create(NewRun.ofClient(id, i == 12 ? two : one, "r" + i, "me", start, List.of()));
      if (i % 4 != 0) {
        double value = i == 5 ? Double.NaN : i % 3;
        var batch =
            new LogBatch(
                List.of(MetricPoint.of("acc", value, 1, 1)),
                List.of(new Entry("lr", "0." + i % 2)),
                List.of());
        runs.log(project, id, batch);
      }
    }
  }

  private static Search search(String filter, List<String> orders, String token, int size) {
    var parsed = OrderParser.parse(orders, SearchTarget.RUNS);
    return Search.of(SearchTarget.RUNS, "", filter, parsed, token, size);
  }

  private List<String> all(String filter, List<String> orders, int size) {
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      Search search = search(filter, orders, token, size);
      Found<TrackingRun> found =
          searches.search(project, List.of(one.number(), two.number()), View.ALL, search);
      found.items().forEach(run -> names.add(run.name()));
      token = found.last() == null ? "" : search.token(found.last());
    } while (!token.isEmpty());
    return names;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start_time DESC",
        "start_time ASC",
        "metrics.acc DESC",
        "metrics.acc ASC",
        "params.lr DESC",
        "params.lr",
        "end_time DESC",
        "run_name",
        "status",
        "tags.none"
      })
  void partsFollowEachOtherInEveryOrder(String order) {
    List<String> whole = all("", List.of(order), 100);
    assertThat(whole).hasSize(13).doesNotHaveDuplicates();
    for (int size : List.of(1, 2, 5, 13)) {
      assertThat(all("", List.of(order), size)).as("parts of %d", size).isEqualTo(whole);
    }
    List<String> mixed = all("", List.of(order, "user_id DESC"), 4);
    assertThat(mixed).isEqualTo(whole);
  }

  @Test
  void countsAreOfTheWhole() {
    Search search = search("metrics.acc >= 1", List.of("start_time"), "", 2);
    int all = all("metrics.acc >= 1", List.of("start_time"), 100).size();
    assertThat(all).isPositive();
    assertThat(searches.count(project, List.of(), View.ALL, search)).isEqualTo(all);
    assertThat(searches.count("other", List.of(), View.ALL, search)).isZero();
    Search byFigure = search("metrics.acc >= 1", List.of("metrics.acc"), "", 2);
    assertThat(searches.count(project, List.of(), View.ALL, byFigure)).isEqualTo(all);
  }

  @Test
  void onlyTheNamedExperimentsAndWhatIsSeenAreFound() {
    Search all = search("", List.of("start_time DESC"), "", 100);
    List<TrackingRun> inTwo =
        searches.search(project, List.of(two.number()), View.ACTIVE_ONLY, all).items();
    assertThat(inTwo).hasSize(1);
    assertThat(runs.find(project, inTwo.getFirst().id())).contains(inTwo.getFirst());
    assertThat(searches.search("other", List.of(two.number()), View.ALL, all).items()).isEmpty();
    runs.delete(project, inTwo.getFirst().id(), NOW);
    assertThat(searches.count(project, List.of(), View.ACTIVE_ONLY, all)).isEqualTo(12);
    assertThat(searches.count(project, List.of(), View.DELETED_ONLY, all)).isEqualTo(1);
  }

  @Test
  void theArtifactRootIsTheOneThatClientsSee() {
    TrackingRun run =
        searches
            .search(project, List.of(two.number()), View.ALL, search("", List.of(), "", 1))
            .items()
            .getFirst();
    String root = ArtifactRoots.ofRun(run);
    assertThat(root).startsWith("s3://b/c/").endsWith("/artifacts");
    assertThat(all("artifact_uri = '" + root + "'", List.of(), 5)).hasSize(1);
    assertThat(all("artifact_uri LIKE 'mlflow-artifacts:/%'", List.of(), 5)).hasSize(12);
  }

  @Test
  void aTokenFitsItsOwnSearchOnly() {
    Search first = search("", List.of("start_time"), "", 2);
    String token = first.token(searches.search(project, List.of(), View.ALL, first).last());
    assertThatThrownBy(() -> search("metrics.acc > 0", List.of("start_time"), token, 2))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("another search");
    assertThatThrownBy(() -> search("", List.of("start_time"), "x" + token, 2))
        .isInstanceOf(MetadataException.class);
  }

  private void logged(String name, String value) {
    UUID id = UUID.randomUUID();
    runs.create(NewRun.ofClient(id, one, name, "me", NOW, List.of()));
    var entry = List.of(new Entry("long", value));
    runs.log(project, id, new LogBatch(List.of(), entry, entry));
  }

  @Test
  void valuesThatBeginAlikeAreToldApartWhereTheIndexEnds() {
    String nearly = "x".repeat(99);
    String whole = "x".repeat(100);
    logged("99", nearly);
    logged("100", whole);
    logged("101", whole + "y");
    for (String kind : List.of("params", "tags")) {
      assertThat(all("%s.long = '%s'".formatted(kind, nearly), List.of(), 5)).containsExactly("99");
      assertThat(all("%s.long = '%s'".formatted(kind, whole), List.of(), 5)).containsExactly("100");
      assertThat(all("%s.long = '%sy'".formatted(kind, whole), List.of(), 5))
          .containsExactly("101");
      assertThat(all("%s.long != '%s'".formatted(kind, whole), List.of("run_name"), 5))
          .containsExactly("101", "99");
    }
  }

  @Test
  void oneExperimentAndSeveralFindTheirOwn() {
    Search every = search("", List.of("start_time DESC"), "", 100);
    var here = List.of(one.number());
    var both = List.of(one.number(), two.number());
    assertThat(searches.count(project, here, View.ALL, every)).isEqualTo(12);
    assertThat(searches.count(project, both, View.ALL, every)).isEqualTo(13);
    assertThat(searches.search(project, List.of(-7L), View.ALL, every).items()).isEmpty();
    assertThat(searches.search("other", here, View.ALL, every).items()).isEmpty();
  }
}
