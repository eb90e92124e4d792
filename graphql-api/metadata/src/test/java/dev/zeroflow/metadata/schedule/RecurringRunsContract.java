package dev.zeroflow.metadata.schedule;

import static dev.zeroflow.metadata.MetadataUnderTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RecurringRuns} and {@link DueRecurringRuns} does. */
public abstract class RecurringRunsContract {
  private final String project = "project-" + UUID.randomUUID();
  private RecurringRuns runs;
  private DueRecurringRuns due;

  /** A store that may hold other projects. */
  protected abstract MetadataUnderTest store();

  @BeforeEach
  void open() {
    MetadataUnderTest store = store();
    runs = store.recurring();
    due = store.due();
  }

  private RecurringRun added() {
    RecurringRun run = NewRecurringRuns.in(project, Experiment.defaultId(project));
    runs.create(run);
    return run;
  }

  private List<UUID> due(Instant now) {
    return due.due(now, 10_000).stream()
        .filter(run -> run.project().equals(project))
        .map(RecurringRun::id)
        .toList();
  }

  @Test
  void whatIsStoredComesBack() {
    RecurringRun interval = added();
    RecurringRun cron = NewRecurringRuns.withCron(project);
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
    assertThat(due.next(next.minusMillis(1)).orElseThrow()).isBeforeOrEqualTo(next);
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
    assertThat(due.advance(run, after)).isTrue();
    assertThat(due.advance(run, after)).isFalse();
    RecurringRun moved = runs.find(project, run.id()).orElseThrow();
    assertThat(moved.progress()).isEqualTo(after);
    assertThat(due(NOW.plusSeconds(119))).isEmpty();
    runs.enable(project, run.id(), false, NOW);
    assertThat(due.advance(moved, Ticks.failed(moved, NOW.plus(Duration.ofMinutes(2)), "no")))
        .isTrue();
    RecurringRun off = runs.find(project, run.id()).orElseThrow();
    assertThat(off.enabled()).isFalse();
    assertThat(off.progress().error()).isEqualTo("no");
  }

  @Test
  void aProjectHasALimit() {
    for (int i = 0; i < RecurringRuns.MAX_PER_PROJECT; i++) {
      added();
    }
    assertThatThrownBy(this::added)
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("1000");
  }
}
