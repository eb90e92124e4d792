package dev.zeroflow.metadata.run;

/** Why a run started. */
public enum TriggerKind {
  MANUAL,
  OBJECT_CREATED,
  SCHEDULE
}
