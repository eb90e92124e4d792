package dev.zeroflow.metadata.schedule;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * A cron expression of six fields: second, minute, hour, day of the month, month, day of the week;
 * or one of {@code @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly}, {@code @yearly}.
 * Times are in UTC. If both days are restricted, either is enough.
 */
public final class CronExpression {
  private static final Map<String, String> NAMED =
      Map.of(
          "@hourly", "0 0 * * * *",
          "@daily", "0 0 0 * * *",
          "@midnight", "0 0 0 * * *",
          "@weekly", "0 0 0 * * 0",
          "@monthly", "0 0 0 1 * *",
          "@yearly", "0 0 0 1 1 *",
          "@annually", "0 0 0 1 1 *");

  /** Longer than the eight years between some 29ths of February. */
  private static final int MAX_DAYS = 366 * 9;

  private static final int DAYS_OF_WEEK = 7;

  private final String text;
  private final CronField second;
  private final CronField minute;
  private final CronField hour;
  private final CronField dayOfMonth;
  private final CronField month;
  private final CronField dayOfWeek;

  private CronExpression(String text, String[] fields) {
    this.text = text;
    this.second = CronField.parse(CronField.Unit.SECOND, fields[0]);
    this.minute = CronField.parse(CronField.Unit.MINUTE, fields[1]);
    this.hour = CronField.parse(CronField.Unit.HOUR, fields[2]);
    this.dayOfMonth = CronField.parse(CronField.Unit.DAY_OF_MONTH, fields[3]);
    this.month = CronField.parse(CronField.Unit.MONTH, fields[4]);
    this.dayOfWeek = CronField.parse(CronField.Unit.DAY_OF_WEEK, fields[5]);
  }

  /**
   * Reads an expression.
   *
   * @throws MetadataException with BAD_INPUT that names the field that is wrong
   */
  public static CronExpression parse(String text) {
    String[] fields = NAMED.getOrDefault(text.strip(), text).strip().split("\\s+");
    if (fields.length != 6) {
      throw MetadataException.badInput(
          "a cron expression has 6 fields, the first one for seconds: \"" + text + "\"");
    }
    var expression = new CronExpression(text, fields);
    if (expression.after(Instant.EPOCH).isEmpty()) {
      throw MetadataException.badInput("no day fulfils the cron expression \"" + text + "\"");
    }
    return expression;
  }

  /** The first time behind another one; empty if none comes within nine years. */
  public Optional<Instant> after(Instant time) {
    var from = time.plusSeconds(1).atOffset(ZoneOffset.UTC);
    LocalDate day = from.toLocalDate();
    Optional<LocalTime> found = isDue(day) ? atOrAfter(from.toLocalTime()) : Optional.empty();
    for (int i = 0; found.isEmpty() && i < MAX_DAYS; i++) {
      day = day.plusDays(1);
      found = isDue(day) ? atOrAfter(LocalTime.MIN) : Optional.empty();
    }
    LocalDate last = day;
    return found.map(clock -> last.atTime(clock).toInstant(ZoneOffset.UTC));
  }

  /** The last time up to another one; empty if none was within nine years. */
  public Optional<Instant> atOrBefore(Instant time) {
    var from = time.atOffset(ZoneOffset.UTC);
    LocalDate day = from.toLocalDate();
    Optional<LocalTime> found = isDue(day) ? atOrBefore(from.toLocalTime()) : Optional.empty();
    for (int i = 0; found.isEmpty() && i < MAX_DAYS; i++) {
      day = day.minusDays(1);
      found = isDue(day) ? atOrBefore(LocalTime.MAX) : Optional.empty();
    }
    LocalDate last = day;
    return found.map(clock -> last.atTime(clock).toInstant(ZoneOffset.UTC));
  }

  private boolean isDue(LocalDate day) {
    boolean ofMonth = dayOfMonth.has(day.getDayOfMonth());
    boolean ofWeek = dayOfWeek.has(day.getDayOfWeek().getValue() % DAYS_OF_WEEK);
    boolean either = !dayOfMonth.isAny() && !dayOfWeek.isAny();
    return month.has(day.getMonthValue()) && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  private Optional<LocalTime> atOrAfter(LocalTime time) {
    int h = time.getHour();
    if (hour.has(h)) {
      int m = time.getMinute();
      int s = minute.has(m) ? second.atOrAfter(time.getSecond()) : -1;
      if (s >= 0) {
        return Optional.of(LocalTime.of(h, m, s));
      }
      int later = minute.atOrAfter(m + 1);
      if (later >= 0) {
        return Optional.of(LocalTime.of(h, later, second.first()));
      }
    }
    int later = hour.atOrAfter(h + 1);
    return later < 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(later, minute.first(), second.first()));
  }

  private Optional<LocalTime> atOrBefore(LocalTime time) {
    int h = time.getHour();
    if (hour.has(h)) {
      int m = time.getMinute();
      int s = minute.has(m) ? second.atOrBefore(time.getSecond()) : -1;
      if (s >= 0) {
        return Optional.of(LocalTime.of(h, m, s));
      }
      int earlier = minute.atOrBefore(m - 1);
      if (earlier >= 0) {
        return Optional.of(LocalTime.of(h, earlier, second.last()));
      }
    }
    int earlier = hour.atOrBefore(h - 1);
    return earlier < 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(earlier, minute.last(), second.last()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression it && it.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The expression as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
