package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.schedule.CronExpression;
import dev.zeroflow.metadata.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When a recurring run is due; exactly one of both is set. */
record TriggerBody(
    @Nullable CronSchedule cronSchedule, @Nullable PeriodicSchedule periodicSchedule) {
  /** Longest interval: a hundred years. */
  private static final long MAX_SECONDS = 100L * 366 * 24 * 3600;

  /** At the times of an expression of six fields. */
  record CronSchedule(
      @Nullable Instant startTime, @Nullable Instant endTime, @Nullable String cron) {}

  /** Again and again; clients send the number as a number, and get it as a text. */
  record PeriodicSchedule(
      @Nullable Instant startTime,
      @Nullable Instant endTime,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long intervalSecond) {}

  static TriggerBody of(Schedule it) {
    return switch (it.rule()) {
      case Schedule.Cron cron ->
          new TriggerBody(
              new CronSchedule(it.start(), it.end(), cron.expression().toString()), null);
      case Schedule.Every every ->
          new TriggerBody(
              null, new PeriodicSchedule(it.start(), it.end(), every.interval().toSeconds()));
    };
  }

  Schedule schedule() {
    CronSchedule cron = cronSchedule;
    PeriodicSchedule every = periodicSchedule;
    if (cron != null && every == null) {
      var rule = new Schedule.Cron(CronExpression.parse(Refusals.orEmpty(cron.cron())));
      return new Schedule(rule, set(cron.startTime()), set(cron.endTime()));
    }
    if (every == null || cron != null) {
      throw HttpFailure.badInput("trigger needs either a cron_schedule or a periodic_schedule");
    }
    long seconds = every.intervalSecond() == null ? 0 : every.intervalSecond();
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw HttpFailure.badInput("interval_second must be from 1 to " + MAX_SECONDS);
    }
    var rule = new Schedule.Every(Duration.ofSeconds(seconds));
    return new Schedule(rule, set(every.startTime()), set(every.endTime()));
  }

  /** As exactly as it is stored; the epoch is how a time that is not set is sent. */
  private static @Nullable Instant set(@Nullable Instant time) {
    return time == null || time.equals(Instant.EPOCH) ? null : time.truncatedTo(ChronoUnit.MICROS);
  }
}
