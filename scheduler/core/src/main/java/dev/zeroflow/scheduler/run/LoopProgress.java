package dev.zeroflow.scheduler.run;

/**
 * How far a loop is.
 *
 * @param running iterations that have begun and not ended
 * @param next no iteration before this one waits to begin
 */
record LoopProgress(int running, int next) {
  static final LoopProgress NONE = new LoopProgress(0, 0);
}
