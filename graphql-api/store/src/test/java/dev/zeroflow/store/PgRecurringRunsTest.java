package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.schedule.Ticks;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgRecurringRunsTest extends PostgresTest {
  private final PgRecurringRuns runs = new PgRecurringRuns(POOL);

  private RecurringRun added() {
    RecurringRun run = RecurringRuns.in(project, Experiment.defaultId(project));
    runs.create(run);
    return run;
  }

  private List<UUID> due(Instant now) {
    return runs.due(now, 10_000).stream()
        .filter(run -> run.project().equals(project))
        .map(RecurringRun::id)
        .toList();
  }

  @Test
  void whatIsStoredComesBack() {
    RecurringRun interval = added();
    RecurringRun cron = RecurringRuns.withCron(project);
    runs.create(cron);
    assertThat(runs.find(project, interval.id())).contains(interval);
    assertThat(runs.find(project, cron.id())).contains(cron);
    assertThat(runs.find("other", cron.id())).isEmpty();
    Listing all = Listing.of(Fields.RECURRING_RUNS, "", List.of(), "", "", 0);
    assertThat(runs.list(project, null, all).items()).containsExactlyInAnyOrder(interval, cron);
    assertThat(runs.list(project, Experiment.defaultId(project), all).total()).isEqualTo(2);
    assertThat(runs.list(project, UUID.randomUUID(), all).total()).isZero();
  }

  @Test
  void oneIsDueWhenItsTimeHasComeAndItIsEnabled() {
    RecurringRun run = added();
    Instant next = NOW.plusSeconds(60);
    assertThat(due(next.minusMillis(1))).isEmpty();
    assertThat(due(next)).containsExactly(run.id());
    assertThat(runs.next(next.minusMillis(1)).orElseThrow()).isBeforeOrEqualTo(next);
    assertThat(runs.enable(project, run.id(), false, NOW.plusSeconds(9))).isTrue();
    assertThat(due(next)).isEmpty();
    assertThat(runs.enable("other", run.id(), true, NOW)).isFalse();
    assertThat(runs.find(project, run.id()).orElseThrow().updatedAt())
        .isEqualTo(NOW.plusSeconds(9));
    assertThat(runs.delete("other", run.id())).isFalse();
    assertThat(runs.delete(project, run.id())).isTrue();
  }

  @Test
  void ofTwoServersOneMovesItOn() {
    RecurringRun run = added();
    RecurringRun.Progress after = Ticks.started(run, NOW.plusSeconds(60));
    assertThat(runs.advance(run, after)).isTrue();
    assertThat(runs.advance(run, after)).isFalse();
    RecurringRun moved = runs.find(project, run.id()).orElseThrow();
    assertThat(moved.progress()).isEqualTo(after);
    assertThat(due(NOW.plusSeconds(119))).isEmpty();
    runs.enable(project, run.id(), false, NOW);
    assertThat(runs.advance(moved, Ticks.failed(moved, NOW.plus(Duration.ofMinutes(2)), "no")))
        .isFalse();
  }

  @Test
  void aProjectHasALimit() {
    new Database(POOL)
        .run(
            """
            INSERT INTO metadata.recurring_run (id, project, display_name, description, document,
              parameters, pipeline_root, service_account, max_concurrency, interval_seconds,
              catch_up, enabled, created_at, updated_at, fired)
            SELECT gen_random_uuid(), $1, 'n', '', '{}', '{}', '', '', 1, 1, true, false, now(),
              now(), 0 FROM generate_series(1, 1000)
            """,
            Tuple.of(project));
    assertThatThrownBy(this::added)
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("1000");
  }
}
