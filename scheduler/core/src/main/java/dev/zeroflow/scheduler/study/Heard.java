package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.study.Told;

/**
 * What became of a worker's message.
 *
 * @param told whether it has changed anything
 * @param next what the worker is to do
 */
public record Heard(Told told, Next next) {
  /** What a worker is to do. */
  public enum Next {
    /** Go on. */
    CONTINUE,
    /** Stop and tell that the trial was pruned. */
    PRUNE,
    /** Stop and say nothing: the trial is over, paused, or another worker's. */
    ABANDON
  }
}
