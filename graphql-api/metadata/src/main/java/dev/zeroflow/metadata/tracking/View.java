package dev.zeroflow.metadata.tracking;

/** What of what is put away is seen. */
public enum View {
  ACTIVE_ONLY,
  DELETED_ONLY,
  ALL
}
