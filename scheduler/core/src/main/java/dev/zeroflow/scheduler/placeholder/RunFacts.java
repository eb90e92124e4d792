package dev.zeroflow.scheduler.placeholder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What placeholders say about a run.
 *
 * @param run its id
 * @param runName display name
 * @param pipeline name of its pipeline
 * @param pipelineRoot address below which its artifacts are kept
 * @param createdAt when it was submitted
 * @param scheduledAt when a schedule wanted it to start, null for a run without one
 * @param workspace directory that its tasks share, null for none
 */
public record RunFacts(
    UUID run,
    String runName,
    String pipeline,
    String pipelineRoot,
    Instant createdAt,
    @Nullable Instant scheduledAt,
    @Nullable String workspace) {

  /**
   * Name of the run inside the engine, e.g. {@code train-0197b2e4-...}: the components of a final
   * status look for the name of the pipeline in it.
   */
  public String resourceName() {
    return pipeline + "-" + run;
  }

  /** A run without a schedule counts as scheduled when it was submitted. */
  Instant scheduled() {
    return scheduledAt == null ? createdAt : scheduledAt;
  }
}
