package dev.zeroflow.metadata.schedule;

import dev.zeroflow.metadata.MetadataException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When runs are due, in UTC. */
public record Schedule(Rule rule, @Nullable Instant start, @Nullable Instant end) {
  public Schedule {
    if (start != null && end != null && end.isBefore(start)) {
      throw MetadataException.badInput("the schedule ends before it starts");
    }
  }

  /** The times without their bounds. */
  public sealed interface Rule {}

  /** At the times of an expression. */
  public record Cron(CronExpression expression) implements Rule {}

  /** Again and again after the same time. */
  public record Every(Duration interval) implements Rule {
    public Every {
      if (interval.toSeconds() < 1) {
        throw MetadataException.badInput("an interval has at least one second: " + interval);
      }
    }
  }

  /**
   * The first time behind another one.
   *
   * @param last time that is done with; null for none
   * @param createdAt from when on the schedule counts unless it has a start
   * @return empty if the schedule is over
   */
  public Optional<Instant> after(@Nullable Instant last, Instant createdAt) {
    Optional<Instant> next =
        switch (rule) {
          case Cron cron -> cron.expression().after(cursor(last, createdAt));
          case Every every -> Optional.of(from(last, createdAt).plus(every.interval()));
        };
    return next.filter(time -> end == null || !time.isAfter(end));
  }

  /**
   * The latest time that is not behind {@code now}; empty if none is due.
   *
   * @param due a time of the schedule
   */
  public Instant latest(Instant due, Instant now) {
    Instant bound = end != null && end.isBefore(now) ? end : now;
    return switch (rule) {
      case Cron cron -> cron.expression().atOrBefore(bound).filter(due::isBefore).orElse(due);
      case Every every -> {
        long more = Duration.between(due, bound).dividedBy(every.interval());
        yield due.plus(every.interval().multipliedBy(Math.max(0, more)));
      }
    };
  }

  private Instant from(@Nullable Instant last, Instant createdAt) {
    if (last != null) {
      return last;
    }
    return start == null ? createdAt : start;
  }

  /** A start that is a time of the expression is the first one. */
  private Instant cursor(@Nullable Instant last, Instant createdAt) {
    return last == null && start != null ? start.minusMillis(1) : from(last, createdAt);
  }
}
