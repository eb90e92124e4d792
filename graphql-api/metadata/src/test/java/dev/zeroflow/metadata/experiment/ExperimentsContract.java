package dev.zeroflow.metadata.experiment;

import static dev.zeroflow.metadata.MetadataUnderTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Operation;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.listing.Predicate;
import dev.zeroflow.metadata.run.RunDetail;
import dev.zeroflow.metadata.schedule.NewRecurringRuns;
import dev.zeroflow.metadata.schedule.RecurringRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Experiments} does. */
public abstract class ExperimentsContract {
  private final String project = "project-" + UUID.randomUUID();
  private MetadataUnderTest store;
  private Experiments experiments;

  /** A store that may hold other projects. */
  protected abstract MetadataUnderTest store();

  @BeforeEach
  void open() {
    store = store();
    experiments = store.experiments();
  }

  private Experiment add(String name, Instant at) {
    var experiment = Experiment.created(UUID.randomUUID(), project, name, "about " + name, at);
    experiments.create(experiment);
    return experiment;
  }

  private static Listing listing(List<Predicate> predicates, String sort, String token, int size) {
    return Listing.of(Fields.EXPERIMENTS, "", predicates, sort, token, size);
  }

  private List<String> names(Predicate... predicates) {
    Page<Experiment> page =
        experiments.list(project, listing(List.of(predicates), "name", "", 100));
    assertThat(page.total()).isEqualTo(page.items().size());
    return page.items().stream().map(Experiment::name).toList();
  }

  private static Predicate predicate(String key, Operation operation, String... values) {
    return Predicate.of(Fields.EXPERIMENTS, key, operation, List.of(values));
  }

  @Test
  void aNameIsUniqueInItsProject() {
    Experiment first = add("one", NOW);
    assertThat(experiments.find(project, first.id())).contains(first);
    assertThat(experiments.find("other", first.id())).isEmpty();
    assertThatThrownBy(() -> add("one", NOW))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("one");
  }

  @Test
  void theDefaultOneIsMadeOnce() {
    experiments.ensureDefault(project, NOW);
    experiments.ensureDefault(project, NOW.plusSeconds(1));
    Experiment made = experiments.find(project, Experiment.defaultId(project)).orElseThrow();
    assertThat(made.isDefault()).isTrue();
    assertThat(made.createdAt()).isEqualTo(NOW);
  }

  @Test
  void pagesFollowEachOtherAlsoWhereTimesAreTheSame() {
    for (int i = 0; i < 7; i++) {
      add("e" + i, NOW.plusSeconds(i / 4));
    }
    for (String sort : List.of("", "created_at desc", "name", "name desc", "last_run_created_at")) {
      var seen = new ArrayList<Experiment>();
      String token = "";
      do {
        Listing listing = listing(List.of(), sort, token, 3);
        Page<Experiment> page = experiments.list(project, listing);
        assertThat(page.total()).isEqualTo(7);
        seen.addAll(page.items());
        token = page.last() == null ? "" : listing.token(page.last());
      } while (!token.isEmpty());
      assertThat(seen).as(sort).hasSize(7).doesNotHaveDuplicates();
      Page<Experiment> all = experiments.list(project, listing(List.of(), sort, "", 100));
      assertThat(seen).as(sort).isEqualTo(all.items());
    }
  }

  @Test
  void filtersCompareAsTheySay() {
    add("a", NOW);
    add("b'; --", NOW.plusSeconds(1));
    add("C%_", NOW.plusSeconds(2));
    assertThat(names(predicate("name", Operation.EQUALS, "b'; --"))).containsExactly("b'; --");
    assertThat(names(predicate("name", Operation.NOT_EQUALS, "a"))).hasSize(2);
    assertThat(names(predicate("name", Operation.IN, "a", "C%_", "none"))).hasSize(2);
    assertThat(names(predicate("name", Operation.IS_SUBSTRING, "c%"))).containsExactly("C%_");
    assertThat(names(predicate("name", Operation.IS_SUBSTRING, "%"))).containsExactly("C%_");
    String second = NOW.plusSeconds(1).toString();
    assertThat(names(predicate("created_at", Operation.EQUALS, second))).containsExactly("b'; --");
    assertThat(names(predicate("created_at", Operation.LESS_THAN, second))).containsExactly("a");
    assertThat(names(predicate("created_at", Operation.LESS_THAN_EQUALS, second))).hasSize(2);
    assertThat(names(predicate("created_at", Operation.GREATER_THAN, second)))
        .containsExactly("C%_");
    assertThat(
            names(
                predicate("created_at", Operation.GREATER_THAN_EQUALS, second),
                predicate("storage_state", Operation.EQUALS, "AVAILABLE"),
                predicate("namespace", Operation.EQUALS, "")))
        .hasSize(2);
  }

  @Test
  void anArchivedOneDisablesItsSchedules() {
    Experiment experiment = add("archived", NOW);
    var schedules = store.recurring();
    RecurringRun mine = NewRecurringRuns.in(project, experiment.id());
    RecurringRun other = NewRecurringRuns.in(project, Experiment.defaultId(project));
    schedules.create(mine);
    schedules.create(other);
    assertThat(experiments.store(project, experiment.id(), StorageState.ARCHIVED, NOW)).isTrue();
    assertThat(experiments.find(project, experiment.id()).orElseThrow().storageState())
        .isEqualTo(StorageState.ARCHIVED);
    assertThat(schedules.find(project, mine.id()).orElseThrow().enabled()).isFalse();
    assertThat(schedules.find(project, other.id()).orElseThrow().enabled()).isTrue();
    assertThat(experiments.store("other", experiment.id(), StorageState.ARCHIVED, NOW)).isFalse();
  }

  @Test
  void whatBelongedToADeletedOneIsInTheDefaultOne() {
    Experiment experiment = add("deleted", NOW);
    var schedules = store.recurring();
    RecurringRun mine = NewRecurringRuns.in(project, experiment.id());
    schedules.create(mine);
    assertThat(experiments.delete("other", experiment.id())).isFalse();
    assertThat(experiments.delete(project, experiment.id())).isTrue();
    assertThat(schedules.find(project, mine.id()).orElseThrow().experimentId())
        .isEqualTo(Experiment.defaultId(project));
  }

  @Test
  void aRunThatWasPutNowhereIsTheLastOneOfTheDefaultExperiment() {
    UUID byDefault = Experiment.defaultId(project);
    experiments.ensureDefault(project, NOW);
    Experiment other = add("other", NOW);
    assertThat(experiments.find(project, byDefault).orElseThrow().lastRunAt()).isNull();
    UUID run = UUID.randomUUID();
    store.scheduler().submit(project, run);
    Instant submitted = store.runs().find(project, run).orElseThrow().run().createdAt();
    UUID elsewhere = UUID.randomUUID();
    store
        .details()
        .describe(
            new RunDetail(
                elsewhere, project, other.id(), null, "", StorageState.AVAILABLE, null, "", null));
    store.scheduler().submit(project, elsewhere);
    assertThat(experiments.find(project, byDefault).orElseThrow().lastRunAt()).isEqualTo(submitted);
    Listing newest = listing(List.of(), "last_run_created_at desc", "", 1);
    assertThat(experiments.list(project, newest).items().getFirst().lastRunAt())
        .isEqualTo(submitted);
  }

  @Test
  void theLastRunIsTheLatest() {
    Experiment experiment = add("busy", NOW);
    experiments.runAdded(project, experiment.id(), NOW.plusSeconds(5));
    experiments.runAdded(project, experiment.id(), NOW.plusSeconds(3));
    assertThat(experiments.find(project, experiment.id()).orElseThrow().lastRunAt())
        .isEqualTo(NOW.plusSeconds(5));
  }
}
