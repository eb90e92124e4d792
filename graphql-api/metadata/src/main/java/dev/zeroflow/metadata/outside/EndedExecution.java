package dev.zeroflow.metadata.outside;

import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a task, or a tracking run, that has ended.
 *
 * @param tracking whether it is a tracking run, which has no run that it belongs to
 * @param pipeline name of its pipeline; null for a tracking run, or if its run was deleted
 * @param runStartedAt when its run began
 * @param runIsKnown whether the sink was told of the start of its run
 * @param error why it failed, if that is known
 * @param touched what it read and wrote
 */
public record EndedExecution(
    LineageFeed.Position position,
    UUID id,
    UUID runId,
    String taskId,
    String name,
    int attempt,
    boolean tracking,
    ExecutionState state,
    @Nullable Instant startedAt,
    Instant finishedAt,
    @Nullable String pipeline,
    @Nullable Instant runStartedAt,
    boolean runIsKnown,
    @Nullable String error,
    List<Touched> touched) {
  /** An artifact that it read or wrote. */
  public record Touched(
      Direction direction,
      String slot,
      UUID artifact,
      String name,
      String type,
      String uri,
      String digest,
      long size) {}

  public EndedExecution {
    touched = List.copyOf(touched);
  }
}
