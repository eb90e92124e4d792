package dev.zeroflow.metadata.schedule;

import static dev.zeroflow.metadata.MetadataUnderTest.NOW;

import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.run.VersionReference;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Recurring runs with every value set. */
public final class NewRecurringRuns {
  private static final Schedule MINUTES =
      new Schedule(new Schedule.Every(Duration.ofMinutes(1)), null, null);

  private NewRecurringRuns() {}

  /** One of every minute, in the experiment. */
  public static RecurringRun in(String project, UUID experiment) {
    return of(project, experiment, MINUTES, new RecurringRun.Source.Document("{\"a\": 1}"));
  }

  /** One with an expression and an end, in the default experiment. */
  public static RecurringRun withCron(String project) {
    Instant end = NOW.plus(Duration.ofDays(9));
    var schedule = new Schedule(new Schedule.Cron(CronExpression.parse("0 0 3 * * *")), NOW, end);
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
        NOW,
        NOW,
        Ticks.begin(schedule, NOW));
  }
}
