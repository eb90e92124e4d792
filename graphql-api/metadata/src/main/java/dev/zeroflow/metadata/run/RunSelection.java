package dev.zeroflow.metadata.run;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are wanted. What is empty or null asks for nothing.
 *
 * @param experiments by their ids
 * @param experimentNumbers the same by numbers; a run may be in any of both
 * @param name a part of the name in any case
 * @param pipeline name of the pipeline; runs that clients log have none
 * @param pipelineId id of the pipeline: runs of which it is said count, whatever their documents
 *     call it, and those of which nothing is said count by the name
 * @param from created then or later
 * @param before created earlier
 */
public record RunSelection(
    Set<RunKind> kinds,
    Set<RunState> states,
    List<UUID> experiments,
    List<Long> experimentNumbers,
    String name,
    @Nullable String pipeline,
    @Nullable UUID pipelineId,
    @Nullable Instant from,
    @Nullable Instant before,
    boolean oldestFirst) {
  public RunSelection {
    if (pipelineId != null && pipeline == null) {
      throw new IllegalArgumentException("a pipeline with an id has a name");
    }
    // In one order, so that the same selection is the same text wherever it is written.
    kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
    states = Collections.unmodifiableSet(new TreeSet<>(states));
    experiments = List.copyOf(experiments);
    experimentNumbers = List.copyOf(experimentNumbers);
  }

  /** Whether runs of this kind may be among them. */
  public boolean has(RunKind kind) {
    return (kinds.isEmpty() || kinds.contains(kind))
        && (pipeline == null || kind == RunKind.PIPELINE);
  }

  /** All runs of one pipeline, the newest ones first. */
  public static RunSelection ofPipeline(UUID id, String name) {
    return new RunSelection(
        Set.of(RunKind.PIPELINE), Set.of(), List.of(), List.of(), "", name, id, null, null, false);
  }
}
