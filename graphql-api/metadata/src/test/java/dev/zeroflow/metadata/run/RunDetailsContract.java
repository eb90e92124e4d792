package dev.zeroflow.metadata.run;

import static dev.zeroflow.metadata.MetadataUnderTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Operation;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.listing.Predicate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunDetails} does, and what its {@link RunListing} reads. */
public abstract class RunDetailsContract {
  private final String project = "project-" + UUID.randomUUID();
  private MetadataUnderTest store;
  private RunDetails details;
  private RunListing runs;

  /** A store that may hold other projects. */
  protected abstract MetadataUnderTest store();

  @BeforeEach
  void open() {
    store = store();
    details = store.details();
    runs = store.runs();
  }

  private UUID submitted() {
    UUID run = UUID.randomUUID();
    store.scheduler().submit(project, run);
    return run;
  }

  private UUID experiment(String name) {
    Experiment experiment = Experiment.created(UUID.randomUUID(), project, name, "", NOW);
    store.experiments().create(experiment);
    return experiment.id();
  }

  private RunDetail detail(UUID run, UUID experiment, Tick tick) {
    var version = new VersionReference(UUID.randomUUID(), UUID.randomUUID());
    return new RunDetail(
        run,
        project,
        experiment,
        "Shown",
        "it's described",
        StorageState.AVAILABLE,
        version,
        "account",
        tick);
  }

  /** A run in the experiment of which everything is said. */
  private UUID described(UUID experiment, Tick tick) {
    UUID run = UUID.randomUUID();
    details.describe(detail(run, experiment, tick));
    store.scheduler().submit(project, run);
    return run;
  }

  private List<UUID> listed(UUID experiment, Predicate... predicates) {
    Listing listing = Listing.of(Fields.RUNS, "", List.of(predicates), "", "", 100);
    Page<DescribedRun> page = runs.list(project, experiment, listing);
    assertThat(page.total()).isEqualTo(page.items().size());
    return page.items().stream().map(it -> it.run().id()).toList();
  }

  private RunDetail said(UUID run) {
    return runs.find(project, run).orElseThrow().detail();
  }

  @Test
  void whatIsSaidIsReadWithItsRun() {
    UUID run = UUID.randomUUID();
    RunDetail detail = detail(run, experiment("mine"), new Tick(UUID.randomUUID(), NOW));
    details.describe(detail);
    assertThat(runs.find(project, run)).isEmpty();
    assertThat(listed(null)).isEmpty();
    store.scheduler().submit(project, run);
    DescribedRun found = runs.find(project, run).orElseThrow();
    assertThat(found.detail()).isEqualTo(detail);
    assertThat(found.name()).isEqualTo("Shown");
    assertThat(runs.find("other", run)).isEmpty();
  }

  @Test
  void whatIsSaidFirstStays() {
    UUID experiment = experiment("first");
    UUID run = described(experiment, null);
    details.describe(detail(run, Experiment.defaultId(project), null));
    assertThat(said(run).experimentId()).isEqualTo(experiment);
  }

  @Test
  void aRunOfWhichNothingIsSaidIsAvailableInTheDefaultExperiment() {
    UUID run = submitted();
    UUID byDefault = Experiment.defaultId(project);
    assertThat(said(run))
        .isEqualTo(
            new RunDetail(
                run, project, byDefault, null, "", StorageState.AVAILABLE, null, "", null));
    assertThat(runs.find(project, run).orElseThrow().name()).isEqualTo("a run");
    UUID other = described(experiment("another"), null);
    UUID named = described(byDefault, null);
    assertThat(listed(byDefault)).containsExactly(run, named);
    assertThat(listed(null)).containsExactly(run, other, named);
  }

  @Test
  void aRunIsArchivedAndComesBack() {
    UUID undescribed = submitted();
    UUID described = described(experiment("archived"), null);
    for (UUID run : List.of(undescribed, described)) {
      RunDetail before = said(run);
      details.store(project, run, StorageState.ARCHIVED);
      assertThat(said(run).storageState()).isEqualTo(StorageState.ARCHIVED);
      details.store("other", run, StorageState.AVAILABLE);
      assertThat(said(run).storageState()).isEqualTo(StorageState.ARCHIVED);
      details.store(project, run, StorageState.AVAILABLE);
      assertThat(said(run)).isEqualTo(before);
    }
  }

  @Test
  void whatIsForgottenIsAsIfItHadNeverBeenSaid() {
    UUID run = described(experiment("forgotten"), null);
    details.forget("other", run);
    assertThat(said(run).description()).isEqualTo("it's described");
    details.forget(project, run);
    assertThat(said(run).experimentId()).isEqualTo(Experiment.defaultId(project));
  }

  @Test
  void whatIsSaidOfARunThatNeverCameIsSwept() {
    UUID described = described(experiment("there"), null);
    UUID late = UUID.randomUUID();
    UUID lost = UUID.randomUUID();
    details.describe(detail(late, Experiment.defaultId(project), null));
    details.sweep(Duration.ofHours(1));
    store.scheduler().submit(project, late);
    details.describe(detail(lost, Experiment.defaultId(project), null));
    assertThat(details.sweep(Duration.ZERO)).isPositive();
    store.scheduler().submit(project, lost);
    assertThat(said(lost).description()).isEmpty();
    assertThat(said(described).description()).isEqualTo("it's described");
    assertThat(said(late).description()).isEqualTo("it's described");
  }

  @Test
  void runsFollowTheirExperiment() {
    UUID kept = experiment("kept");
    UUID deleted = experiment("deleted");
    UUID one = described(kept, null);
    UUID two = described(deleted, null);
    store.experiments().store(project, kept, StorageState.ARCHIVED, NOW);
    store.experiments().delete(project, deleted);
    assertThat(said(one).storageState()).isEqualTo(StorageState.ARCHIVED);
    assertThat(said(two).storageState()).isEqualTo(StorageState.AVAILABLE);
    assertThat(said(two).experimentId()).isEqualTo(Experiment.defaultId(project));
  }

  @Test
  void runsOfAScheduleAreFoundAndCountedUntilTheyEnd() {
    var tick = new Tick(UUID.randomUUID(), NOW);
    UUID byDefault = Experiment.defaultId(project);
    UUID first = described(byDefault, tick);
    UUID second = described(byDefault, new Tick(tick.recurringRunId(), NOW.plusSeconds(1)));
    described(byDefault, new Tick(UUID.randomUUID(), NOW));
    submitted();
    Predicate mine =
        Predicate.of(
            Fields.RUNS,
            "recurring_run_id",
            Operation.EQUALS,
            List.of(tick.recurringRunId().toString()));
    assertThat(listed(null, mine)).containsExactly(first, second);
    Predicate due =
        Predicate.of(Fields.RUNS, "scheduled_at", Operation.EQUALS, List.of(NOW.toString()));
    assertThat(listed(null, mine, due)).containsExactly(first);
    assertThat(runs.active(project, tick.recurringRunId())).isEqualTo(2);
    assertThat(runs.active("other", tick.recurringRunId())).isZero();
    store.scheduler().end(first);
    assertThat(runs.active(project, tick.recurringRunId())).isEqualTo(1);
  }
}
