package dev.zeroflow.app.kfp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.live.Live;
import dev.zeroflow.app.live.LiveProfile;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Operation;
import dev.zeroflow.metadata.listing.Predicate;
import dev.zeroflow.metadata.run.DescribedRun;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.schedule.RecurringRuns;
import dev.zeroflow.metadata.schedule.Schedule;
import dev.zeroflow.metadata.schedule.Ticks;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Threads that start what is due at the same time, as servers on one database do. */
@QuarkusTest
@TestProfile(LiveProfile.class)
class SeveralServersTest {
  private static final String PROJECT = "several";
  private static final int SERVERS = 4;
  private static final int MISSED = 9;

  /** Its only task waits for a result that never comes. */
  private static final String DOCUMENT =
      """
      {"pipelineInfo": {"name": "often"}, "schemaVersion": "2.1.0",
       "components": {"comp-step": {"executorLabel": "exec-step"}},
       "deploymentSpec": {"executors": {"exec-step": {"container": {"image": "zeroflow/tasks:0.1.0",
         "args": ["--function", "step", "--executor_input", "{{$}}"]}}}},
       "root": {"inputDefinitions": {"parameters": {"label": {"parameterType": "STRING"}}},
         "dag": {"tasks": {"step": {"componentRef": {"name": "comp-step"},
           "taskInfo": {"name": "step"}}}}}}
      """;

  @Inject ScheduledRuns scheduled;
  @Inject RecurringRuns recurring;
  @Inject RunListing runs;
  @Inject RunSubmissions submissions;
  @Inject RunDeletion deletion;

  private static RecurringRun overdue() {
    Instant created =
        Instant.now().minus(Duration.ofMinutes(MISSED)).truncatedTo(ChronoUnit.MICROS);
    var schedule = new Schedule(new Schedule.Every(Duration.ofMinutes(1)), null, null);
    return new RecurringRun(
        UUID.randomUUID(),
        PROJECT,
        "often",
        "",
        Experiment.defaultId(PROJECT),
        new RecurringRun.Source.Document(DOCUMENT),
        "{\"label\": \"[[Index]]\"}",
        "",
        "",
        RecurringRun.MAX_CONCURRENCY,
        schedule,
        true,
        true,
        created,
        created,
        Ticks.begin(schedule, created));
  }

  private List<DescribedRun> started(RecurringRun of) {
    Predicate mine =
        Predicate.of(
            Fields.RUNS, "recurring_run_id", Operation.EQUALS, List.of(of.id().toString()));
    Listing listing = Listing.of(Fields.RUNS, "", List.of(mine), "scheduled_at", "", 100);
    return runs.list(PROJECT, null, listing).items();
  }

  private RunState state(UUID run) {
    return runs.find(PROJECT, run).orElseThrow().run().state();
  }

  private Void startAll(RecurringRun run) {
    Instant now = run.createdAt().plus(Duration.ofMinutes(MISSED));
    while (recurring.find(PROJECT, run.id()).orElseThrow().progress().fired() < MISSED) {
      scheduled.startDue(now);
    }
    return null;
  }

  @Test
  void aRunThatIsDeletedIsNotStartedAgain() {
    RecurringRun run = overdue();
    recurring.create(run);
    recurring.enable(PROJECT, run.id(), false, run.createdAt());
    Instant now = run.createdAt().plusSeconds(90);
    Instant tick = Ticks.due(run, now, 0).orElseThrow();
    submissions.submit(scheduled.wanted(run, tick, now));
    Live.until("the run is under way", () -> state(run.runId(tick)) == RunState.RUNNING);
    DescribedRun started = runs.find(PROJECT, run.runId(tick)).orElseThrow();
    Live.until("the run is gone", () -> deletion.delete(started));
    recurring.enable(PROJECT, run.id(), true, run.createdAt());
    startAll(run);
    List<UUID> ids = started(run).stream().map(it -> it.run().id()).toList();
    assertThat(ids).hasSize(MISSED - 1).doesNotContain(run.runId(tick));
    recurring.delete(PROJECT, run.id());
  }

  @Test
  void eachTimeStartsOneRun() throws Exception {
    RecurringRun run = overdue();
    recurring.create(run);
    var servers = new ArrayList<Callable<Void>>();
    for (int i = 0; i < SERVERS; i++) {
      servers.add(() -> startAll(run));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(servers)) {
        done.get();
      }
    }
    List<DescribedRun> started = started(run);
    assertThat(started).hasSize(MISSED);
    for (int i = 0; i < MISSED; i++) {
      assertThat(started.get(i).run().parameters()).containsEntry("label", "\"" + (i + 1) + "\"");
      assertThat(started.get(i).detail().tick().at())
          .isEqualTo(run.createdAt().plus(Duration.ofMinutes(i + 1)));
    }
    assertThat(recurring.find(PROJECT, run.id()).orElseThrow().progress().fired())
        .isEqualTo(MISSED);
    recurring.delete(PROJECT, run.id());
  }
}
