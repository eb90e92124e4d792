package dev.zeroflow.store;

import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.run.VersionReference;
import dev.zeroflow.metadata.schedule.CronExpression;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.schedule.Schedule;
import dev.zeroflow.metadata.schedule.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Recurring runs with every value set. */
final class RecurringRuns {
  private static final Schedule MINUTES =
      new Schedule(new Schedule.Every(Duration.ofMinutes(1)), null, null);

  private RecurringRuns() {}

  static RecurringRun in(String project, UUID experiment) {
    return of(project, experiment, MINUTES, new RecurringRun.Source.Document("{\"a\": 1}"));
  }

  static RecurringRun withCron(String project) {
    Instant end = PostgresTest.NOW.plus(Duration.ofDays(9));
    var schedule =
        new Schedule(new Schedule.Cron(CronExpression.parse("0 0 3 * * *")), PostgresTest.NOW, end);
    var version = new VersionReference(UUID.randomUUID(), UUID.randomUUID());
    return of(
        project, Experiment.defaultId(project), schedule, new RecurringRun.Source.Version(version));
  }

  private static RecurringRun of(
      String project, UUID experiment, Schedule schedule, RecurringRun.Source source) {
    return new RecurringRun(
        UUID.randomUUID(),
        project,
        "a name",
        "a description",
        experiment,
        source,
        "{\"rows\": 1.50}",
        "s3://root",
        "account",
        3,
        schedule,
        true,
        true,
        PostgresTest.NOW,
        PostgresTest.NOW,
        Ticks.begin(schedule, PostgresTest.NOW));
  }
}
