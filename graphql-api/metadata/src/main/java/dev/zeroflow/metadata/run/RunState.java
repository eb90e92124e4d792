package dev.zeroflow.metadata.run;

/** States of a run or a task, in the words of Kubeflow Pipelines. */
public enum RunState {
  PENDING,
  RUNNING,
  SUCCEEDED,
  SKIPPED,
  FAILED,
  CANCELING,
  CANCELED,
  PAUSED
}
