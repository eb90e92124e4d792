package dev.zeroflow.metadata.trace;

/** Where a trace is in its life. */
public enum TraceState {
  STATE_UNSPECIFIED,
  IN_PROGRESS,
  OK,
  ERROR
}
