package dev.zeroflow.metadata.experiment;

/** Whether something is in daily use or put away. */
public enum StorageState {
  AVAILABLE,
  ARCHIVED
}
