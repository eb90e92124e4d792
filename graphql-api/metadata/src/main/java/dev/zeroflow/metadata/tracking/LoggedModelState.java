package dev.zeroflow.metadata.tracking;

/** How far a logged model is. */
public enum LoggedModelState {
  /** Its files are being stored. */
  PENDING,
  /** Its files are there. */
  READY,
  /** Its files could not be stored. */
  UPLOAD_FAILED
}
