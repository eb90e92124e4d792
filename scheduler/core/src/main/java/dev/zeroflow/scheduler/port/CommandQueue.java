package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Commands with a due time: outbox, timer and queue in one. Time is the store's own clock.
 *
 * <p>A claimed command belongs to the claimer for the length of the lease and is due again when
 * that has passed.
 */
public interface CommandQueue {
  /**
   * Takes up to {@code limit} due commands for the length of a lease, oldest first. No two claimers
   * get the same one.
   */
  List<ClaimedCommand> claim(int limit, Duration lease);

  /** Extends the leases of claimed commands; those that are gone are ignored. */
  void renew(Collection<Long> commands, Duration lease);

  /** Removes a command that has no effect any more. */
  void discard(long command);

  /** Time until the next command is due, zero if one is; empty if there is none. */
  Optional<Duration> untilNext();
}
