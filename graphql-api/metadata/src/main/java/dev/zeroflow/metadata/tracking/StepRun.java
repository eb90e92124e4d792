package dev.zeroflow.metadata.tracking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The tracking run that a task of a pipeline run logs to. It is made when the task first asks for
 * it, below one that stands for the pipeline run.
 *
 * @param run the pipeline run
 * @param task path of the task
 */
public record StepRun(String project, UUID run, String task) {
  private static final String PARENT_TAG = "mlflow.parentRunId";
  private static final String NAME_TAG = "mlflow.runName";

  /** Known to the host of the task too, which tells it to the task's clients. */
  public UUID id() {
    String name = "task/%s/%s".formatted(run, task);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What is to be made: the run of the pipeline run, then the one of the task.
   *
   * @param name of the pipeline run
   * @param home experiment of the pipeline run
   * @param experiment where the task logs
   */
  public List<NewRun> newRuns(String name, UUID home, UUID experiment, Instant now) {
    String shown = name.length() <= NewRun.MAX_NAME ? name : name.substring(0, NewRun.MAX_NAME);
    String step = task.length() <= NewRun.MAX_NAME ? task : task.substring(0, NewRun.MAX_NAME);
    NewRun whole =
        new NewRun(
            run,
            project,
            home,
            shown,
            "",
            RunOrigin.PIPELINE,
            run,
            null,
            now,
            List.of(new Entry(NAME_TAG, shown)));
    Entry parent = new Entry(PARENT_TAG, run.toString().replace("-", ""));
    return List.of(
        whole,
        new NewRun(
            id(),
            project,
            experiment,
            step,
            "",
            RunOrigin.TASK,
            run,
            task,
            now,
            List.of(new Entry(NAME_TAG, step), parent)));
  }
}
