package dev.zeroflow.scheduler.engine;

/** Another scheduler has taken over: whatever this one does, it can commit nothing any more. */
final class TakenOverException extends RuntimeException {
  TakenOverException() {
    super("another scheduler has taken over");
  }
}
