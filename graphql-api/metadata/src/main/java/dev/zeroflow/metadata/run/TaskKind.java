package dev.zeroflow.metadata.run;

/** What a task is made of. */
public enum TaskKind {
  /** Calls a function. */
  CONTAINER,
  /** Names an artifact that exists already. */
  IMPORTER,
  /** Has tasks of its own. */
  DAG,
  /** Has an iteration for each of its items. */
  LOOP,
  /** Its tasks work on one item of a loop. */
  ITERATION
}
