package dev.zeroflow.hpo.pruner;

/** What is to become of a trial after a report. */
public enum Verdict {
  /** It goes on. */
  CONTINUE,
  /** It ends as a pruned one. */
  STOP,
  /** It keeps its place and goes on when it is promoted, see {@link AshaPruner#promotable}. */
  PAUSE
}
