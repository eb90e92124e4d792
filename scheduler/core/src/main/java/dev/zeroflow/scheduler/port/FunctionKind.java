package dev.zeroflow.scheduler.port;

/** What a function does. */
public enum FunctionKind {
  TASK,
  TRIAL,
  INFERENCE
}
