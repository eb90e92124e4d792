package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.run.Run;
import java.util.UUID;

/**
 * One attempt of one task.
 *
 * @param project project of the run
 * @param run the run
 * @param task path of the task
 * @param attempt counts from 1
 */
public record AttemptRef(String project, UUID run, String task, int attempt) {
  static AttemptRef of(Run run, String task, int attempt) {
    return new AttemptRef(run.project(), run.id(), task, attempt);
  }
}
