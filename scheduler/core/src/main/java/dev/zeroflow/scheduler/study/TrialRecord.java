package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trial as it is stored.
 *
 * @param trial what the engine knows of it
 * @param attempts workers that had it since it was started or promoted, the present one last; no
 *     more than the study's leasing allows
 * @param createdAt when it was asked for or enqueued
 * @param endedAt when it ended, null before
 * @param reason why it failed or was stopped; empty if there is nothing to say
 */
public record TrialRecord(
    Trial trial,
    List<TrialAttempt> attempts,
    Instant createdAt,
    @Nullable Instant endedAt,
    String reason) {
  public TrialRecord {
    attempts = List.copyOf(attempts);
  }

  static TrialRecord created(Trial trial, Instant now) {
    return new TrialRecord(trial, List.of(), now, null, "");
  }

  public int number() {
    return trial.number();
  }

  /** The attempt of the worker that has it, or had it last. */
  public Optional<TrialAttempt> attempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** Whether somebody works on it, for all that is known. */
  boolean isHeld(Instant now) {
    return isUnderWay() && attempt().filter(it -> now.isBefore(it.until())).isPresent();
  }

  /** Whether nothing was heard of its worker for too long. */
  boolean isLost(Instant now) {
    return isUnderWay() && !isHeld(now);
  }

  private boolean isUnderWay() {
    return trial.state() == TrialState.RUNNING && !trial.isPaused();
  }

  TrialRecord with(Trial next) {
    return new TrialRecord(next, attempts, createdAt, endedAt, reason);
  }

  TrialRecord lent(TrialAttempt next) {
    List<TrialAttempt> all = Stream.concat(attempts.stream(), Stream.of(next)).toList();
    return new TrialRecord(trial, all, createdAt, endedAt, reason);
  }

  TrialRecord promoted(TrialAttempt next) {
    return new TrialRecord(trial, List.of(next), createdAt, endedAt, reason);
  }

  TrialRecord renewed(Instant until) {
    List<TrialAttempt> all =
        Stream.concat(
                attempts.stream().limit(attempts.size() - 1L),
                Stream.of(attempts.getLast().renewed(until)))
            .toList();
    return new TrialRecord(trial, all, createdAt, endedAt, reason);
  }

  TrialRecord ended(Trial end, Instant now, String why) {
    return new TrialRecord(end, attempts, createdAt, now, why);
  }
}
