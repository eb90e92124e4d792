package dev.zeroflow.metadata.lineage;

/** What an execution is the record of. */
public enum ExecutionOrigin {
  /** An attempt of a task of a pipeline run. */
  TASK,
  /** A run that a tracking client logged. */
  TRACKING_RUN,
  /** A run of a job outside, that told about it as OpenLineage. */
  OUTSIDE_JOB
}
