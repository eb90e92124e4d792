package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.artifact.Artifact;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened and is remembered. Recording a fact again changes nothing. */
public sealed interface LineageFact {
  /** The isolation unit that the fact belongs to. */
  String project();

  /**
   * An attempt of a task began, or changed its state. A later fact with the same id moves the state
   * on; a record that has ended stays as it is.
   *
   * @param id unique per attempt
   * @param taskPath path of the task in its run, e.g. {@code train/fit}
   * @param name name of the task for people
   * @param attempt counts from 1
   * @param finishedAt null if and only if the state is NEW or RUNNING
   */
  record ExecutionRecorded(
      UUID id,
      String project,
      UUID runId,
      String taskPath,
      String name,
      int attempt,
      ExecutionState state,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt)
      implements LineageFact {
    public ExecutionRecorded {
      boolean ended =
          switch (state) {
            case NEW, RUNNING -> false;
            case COMPLETE, FAILED, CACHED, CANCELED -> true;
          };
      if (ended != (finishedAt != null)) {
        throw new IllegalArgumentException(
            "execution " + id + " is " + state + " and finished at " + finishedAt);
      }
    }
  }

  /** An artifact came to be. */
  record ArtifactRecorded(Artifact artifact) implements LineageFact {
    @Override
    public String project() {
      return artifact.project();
    }
  }

  /**
   * An execution read or wrote an artifact. Both must be recorded before, or in the same list.
   *
   * @param slot name of the task's input or output
   */
  record EdgeRecorded(
      String project,
      UUID executionId,
      UUID artifactId,
      Direction direction,
      String slot,
      Instant at)
      implements LineageFact {}

  /**
   * A task reported a figure. The last one with the same run, task, key and step stands.
   *
   * @param step training step, 0 when there is only one
   */
  record MetricRecorded(
      String project, UUID runId, String taskPath, String key, double value, long step, Instant at)
      implements LineageFact {}
}
