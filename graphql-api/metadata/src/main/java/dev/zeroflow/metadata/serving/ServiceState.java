package dev.zeroflow.metadata.serving;

/** Whether an inference service can be called. */
public enum ServiceState {
  /** Stored, its function is not declared yet. */
  PENDING,
  /** Its function is declared; the first call starts it. */
  READY,
  /** Its function could not be declared. */
  FAILED
}
