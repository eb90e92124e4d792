package dev.zeroflow.metadata.lineage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step in the direction in which data flowed; SAME_CONTENT and SAME_ADDRESS have none and can
 * be walked both ways.
 *
 * @param from artifact for INPUT and REGISTERED, execution for OUTPUT, model version for SERVED;
 *     the artifact that stands for all others of its content or address
 * @param to execution for INPUT, artifact for OUTPUT, model version for REGISTERED, inference
 *     service for SERVED; the other artifact
 * @param role what the step means
 * @param slot name of the task's input or output; null for other roles
 * @param at since when there is the edge
 */
public record LineageEdge(UUID from, UUID to, Role role, @Nullable String slot, Instant at) {
  /** What an edge means. */
  public enum Role {
    /** The execution read the artifact. */
    INPUT,
    /** The execution wrote the artifact. */
    OUTPUT,
    /** The artifact was registered as the model version. */
    REGISTERED,
    /** The inference service answers with the model version. */
    SERVED,
    /** Both artifacts have the same content. */
    SAME_CONTENT,
    /** An artifact of an outside job is at the address of the other. */
    SAME_ADDRESS;

    /** Whether it joins two records of one thing, instead of leading on. */
    public boolean isJoin() {
      return switch (this) {
        case SAME_CONTENT, SAME_ADDRESS -> true;
        case INPUT, OUTPUT, REGISTERED, SERVED -> false;
      };
    }
  }

  /** The nodes that a walk arrives at. */
  List<UUID> ends(Walk walk) {
    return role.isJoin() ? List.of(from, to) : List.of(end(walk));
  }

  private UUID end(Walk walk) {
    return switch (walk) {
      case UPSTREAM -> from;
      case DOWNSTREAM -> to;
    };
  }

  /** The other end than this one. */
  UUID beyond(UUID end) {
    return end.equals(from) ? to : from;
  }
}
