package dev.zeroflow.scheduler.placeholder;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that placeholders can be replaced by.
 *
 * @param run facts of the run
 * @param task facts of the task
 * @param parameters input parameters of the task, JSON values by name; null counts as absent
 * @param executorInput artifacts and files of an attempt, null while there are none: then
 *     placeholders for them stay as they are
 */
public record PlaceholderValues(
    RunFacts run,
    TaskFacts task,
    Map<String, ? extends @Nullable Object> parameters,
    @Nullable ExecutorInput executorInput) {

  /** The same values without artifacts and files. */
  public PlaceholderValues(
      RunFacts run, TaskFacts task, Map<String, ? extends @Nullable Object> parameters) {
    this(run, task, parameters, null);
  }

  /** Whether an input of the name is given: a parameter, or at least one artifact. */
  boolean hasInput(String name) {
    return parameters.get(name) != null
        || (executorInput != null && executorInput.firstInput(name) != null);
  }
}
