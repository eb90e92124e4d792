package dev.zeroflow.metadata.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:10Z");
  private static final Schedule MINUTES = every(60, null, null);

  private static Schedule every(long seconds, @Nullable Instant start, @Nullable Instant end) {
    return new Schedule(new Schedule.Every(Duration.ofSeconds(seconds)), start, end);
  }

  private static Schedule cron(String text, @Nullable Instant start, @Nullable Instant end) {
    return new Schedule(new Schedule.Cron(CronExpression.parse(text)), start, end);
  }

  private static RecurringRun run(Schedule schedule, boolean catchUp, int concurrency) {
    return run(schedule, catchUp, concurrency, true, Ticks.begin(schedule, CREATED));
  }

  private static RecurringRun run(
      Schedule schedule,
      boolean catchUp,
      int concurrency,
      boolean enabled,
      RecurringRun.Progress progress) {
    return new RecurringRun(
        new UUID(1, 2),
        "project",
        "name",
        "",
        new UUID(3, 4),
        new RecurringRun.Source.Document("{}"),
        "{}",
        "",
        "",
        concurrency,
        schedule,
        catchUp,
        enabled,
        CREATED,
        CREATED,
        progress);
  }

  private static RecurringRun after(RecurringRun run, RecurringRun.Progress progress) {
    return run(run.schedule(), run.catchUp(), run.maxConcurrency(), run.enabled(), progress);
  }

  /** The times for which runs are started at that moment, each ending at once. */
  private static List<String> started(RecurringRun run, String now) {
    var ticks = new ArrayList<String>();
    RecurringRun next = run;
    Optional<Instant> due = Ticks.due(next, Instant.parse(now), 0);
    while (due.isPresent()) {
      ticks.add(due.get().toString());
      next = after(next, Ticks.started(next, due.get()));
      assertThat(next.progress().fired()).isEqualTo(ticks.size());
      due = Ticks.due(next, Instant.parse(now), 0);
    }
    return ticks;
  }

  @Test
  void anIntervalCountsFromTheCreationOrFromTheStart() {
    assertThat(started(run(MINUTES, true, 1), "2026-01-01T00:01:09Z")).isEmpty();
    assertThat(started(run(MINUTES, true, 1), "2026-01-01T00:01:10Z"))
        .containsExactly("2026-01-01T00:01:10Z");
    Schedule later = every(60, Instant.parse("2026-01-01T01:00:00Z"), null);
    assertThat(started(run(later, true, 1), "2026-01-01T01:01:00Z"))
        .containsExactly("2026-01-01T01:01:00Z");
  }

  @Test
  void everyMissedTimeIsCaughtUpOrTheLatestAlone() {
    String now = "2026-01-01T00:03:30Z";
    assertThat(started(run(MINUTES, true, 1), now))
        .containsExactly("2026-01-01T00:01:10Z", "2026-01-01T00:02:10Z", "2026-01-01T00:03:10Z");
    assertThat(started(run(MINUTES, false, 1), now)).containsExactly("2026-01-01T00:03:10Z");
    Schedule cron = cron("0 * * * * *", null, null);
    assertThat(started(run(cron, true, 1), now)).hasSize(3);
    assertThat(started(run(cron, false, 1), now)).containsExactly("2026-01-01T00:03:00Z");
  }

  @Test
  void aScheduleKeepsToItsStartAndItsEnd() {
    Instant start = Instant.parse("2026-01-01T00:02:00Z");
    Instant end = Instant.parse("2026-01-01T00:03:00Z");
    String much = "2026-01-02T00:00:00Z";
    assertThat(started(run(cron("0 * * * * *", start, end), true, 1), much))
        .containsExactly("2026-01-01T00:02:00Z", "2026-01-01T00:03:00Z");
    assertThat(started(run(cron("0 * * * * *", start, end), false, 1), much))
        .containsExactly("2026-01-01T00:03:00Z");
    assertThat(started(run(every(30, start, end), true, 1), much))
        .containsExactly("2026-01-01T00:02:30Z", "2026-01-01T00:03:00Z");
    assertThat(started(run(every(50, start, end), false, 1), much))
        .containsExactly("2026-01-01T00:02:50Z");
    assertThat(started(run(every(120, start, end), true, 1), much)).isEmpty();
    assertThatThrownBy(() -> every(1, end, start)).isInstanceOf(MetadataException.class);
  }

  @Test
  void noMoreRunsStartThanMayBeUnderWay() {
    RecurringRun two = run(MINUTES, true, 2);
    Instant now = Instant.parse("2026-01-01T01:00:00Z");
    assertThat(Ticks.due(two, now, 1)).isPresent();
    assertThat(Ticks.due(two, now, 2)).isEmpty();
  }

  @Test
  void aDisabledOneStartsNothingAndCatchesUpWhenItIsEnabled() {
    RecurringRun off = run(MINUTES, true, 1, false, Ticks.begin(MINUTES, CREATED));
    assertThat(started(off, "2026-01-01T00:02:30Z")).isEmpty();
    RecurringRun on = run(MINUTES, true, 1, true, off.progress());
    assertThat(started(on, "2026-01-01T00:02:30Z")).hasSize(2);
  }

  @Test
  void aTimeThatFailedIsDoneWithAndCountsNoRun() {
    RecurringRun run = run(MINUTES, true, 1);
    Instant tick = Ticks.due(run, Instant.parse("2026-01-01T00:01:30Z"), 0).orElseThrow();
    RecurringRun.Progress failed = Ticks.failed(run, tick, "no version");
    assertThat(failed.fired()).isZero();
    assertThat(failed.error()).isEqualTo("no version");
    assertThat(failed.next()).isEqualTo(tick.plusSeconds(60));
    assertThat(Ticks.started(after(run, failed), tick.plusSeconds(60)).error()).isNull();
  }

  @Test
  void aTimeWhoseRunIsDeletedIsDoneWith() {
    RecurringRun run = run(MINUTES, true, 1);
    Instant tick = Ticks.due(run, Instant.parse("2026-01-01T00:01:30Z"), 0).orElseThrow();
    RecurringRun.Progress done = Ticks.deleted(run, tick).orElseThrow();
    assertThat(done).isEqualTo(Ticks.started(run, tick));
    assertThat(Ticks.deleted(after(run, done), tick)).isEmpty();
    assertThat(Ticks.deleted(run, tick.plusSeconds(600)).orElseThrow().next())
        .isEqualTo(tick.plusSeconds(660));
  }

  @Test
  void theRunOfATimeHasTheSameIdEverywhere() {
    RecurringRun run = run(MINUTES, true, 1);
    assertThat(run.runId(CREATED)).isEqualTo(run(MINUTES, false, 9).runId(CREATED));
    assertThat(run.runId(CREATED)).isNotEqualTo(run.runId(CREATED.plusSeconds(1)));
  }
}
