package dev.zeroflow.metadata.schedule;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule for when a recurring run starts a run. */
public final class Ticks {
  private Ticks() {}

  /** How far a new one is. */
  public static RecurringRun.Progress begin(Schedule schedule, Instant createdAt) {
    return new RecurringRun.Progress(null, 0, schedule.after(null, createdAt).orElse(null), null);
  }

  /**
   * The time for which a run is to be started now; empty if it is not due, or if as many runs as
   * may be are under way.
   *
   * @param active runs of it that have not ended
   */
  public static Optional<Instant> due(RecurringRun run, Instant now, int active) {
    Instant next = run.progress().next();
    if (!run.enabled() || next == null || next.isAfter(now) || active >= run.maxConcurrency()) {
      return Optional.empty();
    }
    return Optional.of(run.catchUp() ? next : run.schedule().latest(next, now));
  }

  /** How far it is when the run of a time has been started. */
  public static RecurringRun.Progress started(RecurringRun run, Instant tick) {
    return new RecurringRun.Progress(tick, run.progress().fired() + 1, next(run, tick), null);
  }

  /**
   * How far it is when the run of a time is to be deleted, so that nobody starts it again; empty if
   * it is farther already.
   */
  public static Optional<RecurringRun.Progress> deleted(RecurringRun run, Instant tick) {
    Instant next = run.progress().next();
    return next == null || next.isAfter(tick) ? Optional.empty() : Optional.of(started(run, tick));
  }

  /** How far it is when no run could be started for a time. */
  public static RecurringRun.Progress failed(RecurringRun run, Instant tick, String error) {
    return new RecurringRun.Progress(tick, run.progress().fired(), next(run, tick), error);
  }

  private static @Nullable Instant next(RecurringRun run, Instant tick) {
    return run.schedule().after(tick, run.createdAt()).orElse(null);
  }
}
