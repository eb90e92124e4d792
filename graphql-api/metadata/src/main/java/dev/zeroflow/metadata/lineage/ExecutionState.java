package dev.zeroflow.metadata.lineage;

/** States of the lineage record of a task, in ML Metadata's words. */
public enum ExecutionState {
  NEW,
  RUNNING,
  COMPLETE,
  FAILED,
  CACHED,
  CANCELED
}
