package dev.zeroflow.metadata.run;

/** What a run is of: a pipeline, or of something that a tracking client logs. */
public enum RunKind {
  PIPELINE,
  TRACKING
}
