package dev.zeroflow.metadata.lineage;

import java.util.UUID;

/**
 * One step in the direction in which data flowed.
 *
 * @param from artifact for INPUT and REGISTERED, execution for OUTPUT
 * @param to execution for INPUT, artifact for OUTPUT, model version for REGISTERED
 * @param role what the step means
 */
public record LineageEdge(UUID from, UUID to, Role role) {
  /** What an edge means. */
  public enum Role {
    /** The execution read the artifact. */
    INPUT,
    /** The execution wrote the artifact. */
    OUTPUT,
    /** The artifact was registered as the model version. */
    REGISTERED
  }

  /** The end that a walk arrives at. */
  UUID end(Walk walk) {
    return walk == Walk.UPSTREAM ? from : to;
  }
}
