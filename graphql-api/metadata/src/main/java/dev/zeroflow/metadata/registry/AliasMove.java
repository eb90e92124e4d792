package dev.zeroflow.metadata.registry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One move of an alias.
 *
 * @param seq grows from move to move; the revision of the alias behind it
 * @param fromVersion null if it was not there before
 * @param toVersion null if it was removed
 * @param promotionId evaluation that allowed it; null if no policy was asked
 */
public record AliasMove(
    long seq,
    String alias,
    @Nullable String fromVersion,
    @Nullable String toVersion,
    Reason reason,
    @Nullable UUID promotionId,
    String actor,
    Instant at) {
  /** Why an alias moved. */
  public enum Reason {
    /** Somebody set or removed it. */
    MOVE,
    /** It was moved by a promotion. */
    PROMOTION,
    /** It went back to where it was before. */
    ROLLBACK
  }

  /**
   * Where the alias was before it came to where it is. Rollbacks undo moves one by one, so two in a
   * row go two moves back, not to and fro.
   *
   * @param moves of one alias, oldest first
   */
  public static Optional<String> previous(List<AliasMove> moves) {
    Deque<String> targets = new ArrayDeque<>();
    for (AliasMove move : moves) {
      if (move.reason == Reason.ROLLBACK) {
        targets.poll();
      } else if (move.toVersion != null) {
        targets.push(move.toVersion);
      }
    }
    targets.poll();
    return Optional.ofNullable(targets.poll());
  }
}
