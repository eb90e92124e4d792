package dev.zeroflow.scheduler.study;

import java.time.Instant;

/**
 * A worker's try at a trial.
 *
 * @param token secret that names it
 * @param worker who works, as it says itself; may be empty
 * @param since when it was given the trial
 * @param until when it is given up if nothing is heard of it
 */
public record TrialAttempt(String token, String worker, Instant since, Instant until) {
  TrialAttempt renewed(Instant next) {
    return new TrialAttempt(token, worker, since, next);
  }

  /** The token is left out. */
  @Override
  public String toString() {
    return "TrialAttempt[%s, %s to %s]".formatted(worker, since, until);
  }
}
