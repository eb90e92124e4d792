package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.EdgeRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.tracking.RunInputs.DatasetInput;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What a tracking run is in the lineage: an execution with its own id. */
public final class RunFacts {
  private static final String TASK_PATH = "run";
  private static final String DATASET = "system.Dataset";
  private static final String MODEL = "system.Model";
  private static final int MAX_SLOT = 250;

  private RunFacts() {}

  /** The run's execution, as far as the run is. */
  public static ExecutionRecorded execution(TrackingRun run, Instant now) {
    ExecutionState state = state(run.state());
    Instant end = run.endedAt() == null ? now : run.endedAt();
    return new ExecutionRecorded(
        run.id(),
        run.project(),
        run.id(),
        TASK_PATH,
        run.name(),
        0,
        state,
        run.startedAt(),
        state == ExecutionState.RUNNING ? null : end);
  }

  private static ExecutionState state(RunState state) {
    return switch (state) {
      case SUCCEEDED -> ExecutionState.COMPLETE;
      case FAILED -> ExecutionState.FAILED;
      case CANCELED, SKIPPED -> ExecutionState.CANCELED;
      case PENDING, RUNNING, CANCELING, PAUSED -> ExecutionState.RUNNING;
    };
  }

  /** The artifact of a data set: it has no address, as nobody here may open what a client names. */
  public static ArtifactRecorded dataset(String project, DatasetVersion it, Instant now) {
    return new ArtifactRecorded(
        new Artifact(
            it.id(project),
            project,
            it.name(),
            DATASET,
            "",
            "client:" + it.digest(),
            0,
            Map.of("source_type", it.sourceType()),
            now));
  }

  /** The artifact of a logged model, which is a directory. */
  public static ArtifactRecorded model(LoggedModel it, ModelContent content, Instant now) {
    return new ArtifactRecorded(
        new Artifact(
            it.id(),
            it.project(),
            it.name(),
            MODEL,
            it.root() + "/",
            content.digest(),
            content.size(),
            Map.of("model_type", it.modelType()),
            now));
  }

  /** The run has read the data set; what for is the name of the input. */
  public static EdgeRecorded input(TrackingRun run, DatasetInput it, Instant now) {
    String context = it.context().isEmpty() ? "dataset" : it.context();
    String slot = context.length() > MAX_SLOT ? context.substring(0, MAX_SLOT) : context;
    UUID dataset = it.dataset().id(run.project());
    return new EdgeRecorded(run.project(), run.id(), dataset, Direction.INPUT, slot, now);
  }

  /** The run has read or put out the model. */
  public static EdgeRecorded model(
      String project, UUID run, UUID model, Direction direction, Instant now) {
    return new EdgeRecorded(project, run, model, direction, "model", now);
  }
}
