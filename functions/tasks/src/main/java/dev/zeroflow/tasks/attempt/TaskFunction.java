package dev.zeroflow.tasks.attempt;

import java.io.IOException;

/**
 * One function of this image. Safe for threads: all state of an attempt is in its context. Running
 * twice for the same task has the same effect as running once.
 */
public interface TaskFunction {
  /** Name in the pipeline document, e.g. {@code train-decision-tree}. */
  String name();

  /**
   * Does the work of one attempt.
   *
   * @throws TaskException for an error whose owner is known
   * @throws IOException if a transfer failed; the task may be tried again
   */
  void run(TaskContext context) throws IOException, InterruptedException;
}
