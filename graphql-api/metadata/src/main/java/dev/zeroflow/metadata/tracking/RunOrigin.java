package dev.zeroflow.metadata.tracking;

/** Where a tracking run comes from. */
public enum RunOrigin {
  /** Somebody's notebook or script. */
  CLIENT,
  /** A task of a pipeline run that logged something. */
  TASK,
  /** The pipeline run of such a task. */
  PIPELINE
}
