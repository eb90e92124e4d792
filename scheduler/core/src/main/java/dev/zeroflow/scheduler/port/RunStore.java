package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunSnapshot;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps runs. Every method is one transaction; safe for use by many threads.
 *
 * <p>A method that cannot reach the store throws {@link StoreUnavailableException}; the caller may
 * try again.
 */
public interface RunStore {
  /**
   * Stores a new run with its first commands. With an idempotency key that the project has used
   * before, nothing is stored and the run of that time is named.
   *
   * @return id of the run that now exists
   */
  UUID submit(NewRun run);

  /** The run with all its tasks, as they were committed together. */
  Optional<RunSnapshot> load(UUID run);

  /**
   * Commits a decision: run, tasks, transitions, lineage and new commands, and removes the command
   * that led to it.
   *
   * @param base the snapshot that was decided on
   * @param change what was decided
   * @param done the command that is thereby carried out
   */
  CommitResult commit(RunSnapshot base, Decision.Change change, ClaimedCommand done);

  /** Whether this attempt is the one that may still complete its task. */
  boolean isCurrent(UUID run, String task, int attempt);

  /** How a commit ended. */
  enum CommitResult {
    COMMITTED,
    /** Somebody else changed the run: load it again and decide again. */
    CONFLICT,
    /** This scheduler no longer owns its commands: it must stop. */
    FENCED
  }
}
