package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.run.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run to be made, RUNNING from the start.
 *
 * @param pipelineRunId see {@link TrackingRun}
 * @param taskPath see {@link TrackingRun}
 */
public record NewRun(
    UUID id,
    String project,
    UUID experimentId,
    String name,
    String user,
    RunOrigin origin,
    @Nullable UUID pipelineRunId,
    @Nullable String taskPath,
    Instant startedAt,
    List<Entry> tags) {
  /** Longest name, in characters. */
  public static final int MAX_NAME = 250;

  private static final int MAX_USER = 256;

  public NewRun {
    if (name.length() > MAX_NAME || user.length() > MAX_USER) {
      throw MetadataException.badInput(
          "a run's name has at most %d characters, its user %d".formatted(MAX_NAME, MAX_USER));
    }
    tags = Entry.checkedTags(tags);
  }

  /** A run of a notebook or script. */
  public static NewRun ofClient(
      UUID id,
      TrackingExperiment experiment,
      String name,
      String user,
      Instant startedAt,
      List<Entry> tags) {
    return new NewRun(
        id,
        experiment.project(),
        experiment.id(),
        name,
        user,
        RunOrigin.CLIENT,
        null,
        null,
        startedAt,
        tags);
  }

  /** The run as it is once it is made, in its experiment. */
  public TrackingRun made(TrackingExperiment experiment) {
    return new TrackingRun(
        id,
        project,
        experimentId,
        experiment.number(),
        experiment.artifactLocation(),
        name,
        user,
        origin,
        pipelineRunId,
        taskPath,
        RunState.RUNNING,
        startedAt,
        null,
        false);
  }
}
