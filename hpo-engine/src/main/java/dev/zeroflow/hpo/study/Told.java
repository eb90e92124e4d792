package dev.zeroflow.hpo.study;

/** What became of a message about a trial. */
public enum Told {
  /** It has changed the trial. */
  ACCEPTED,
  /** The same was said before: nothing has changed. */
  DUPLICATE,
  /** The trial had ended, or the step was reported, with something else: nothing has changed. */
  LATE
}
