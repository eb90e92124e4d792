package dev.zeroflow.scheduler.port;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Values;
import java.util.List;
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
   * Stores a new run, PENDING. With an idempotency key that the project has used before, nothing is
   * stored and the run of that time is named. Safe to repeat: a run that has been stored before is
   * not stored again.
   *
   * @return id of the run that now exists
   */
  UUID submit(NewRun run);

  /** The run as it was submitted, but for its priority, which is the present one. */
  Optional<NewRun> submission(UUID run);

  /**
   * The run with all its tasks, as they were committed together.
   *
   * @throws IllegalStateException if what is stored cannot be read any more; only {@link #bury}
   *     helps
   */
  Optional<RunSnapshot> load(UUID run);

  /**
   * Commits decisions about different runs in one transaction, each for itself: run, tasks,
   * transitions, lineage, cache entries and answers are written together or not at all.
   *
   * <p>Safe to repeat: a commit that has been written before by the same claim is COMMITTED again
   * and nothing is written twice. So a caller that got no answer sends the same commits once more.
   *
   * @param commits at most one of each run
   * @return one result for each commit, in their order
   * @throws IllegalStateException if the store refuses what a commit holds and would do so again;
   *     nothing of any of them is written then
   */
  List<CommitResult> commit(List<RunCommit> commits);

  /**
   * Ends a run FAILED that cannot be decided about, and CANCELED what is open in it. Does nothing
   * if it has ended, or if the shard has been claimed by another scheduler.
   *
   * @param claim under which the caller owns the shard of the run
   */
  void bury(UUID run, ShardClaim claim, TaskError error);

  /** Whether this attempt is the one that may still complete its task. */
  boolean isCurrent(UUID run, String task, int attempt);

  /** Inputs of the attempt, empty if it is not the current one of its task. */
  Optional<Values> inputs(UUID run, String task, int attempt);

  /** How a commit ended. */
  enum CommitResult {
    COMMITTED,
    /** The run is not at the version that was decided on. */
    CONFLICT,
    /** The shard of the run has been claimed by another scheduler. */
    FENCED
  }
}
