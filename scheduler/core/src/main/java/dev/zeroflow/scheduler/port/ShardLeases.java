package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Who decides about which shard. A scheduler is a member for the length of a lease that it renews;
 * the shards of a member that is gone can be claimed by others. Time is the store's own clock.
 *
 * <p>Blocking, safe for use by many threads; throws {@link StoreUnavailableException} when the
 * store does not answer.
 */
public interface ShardLeases {
  /**
   * Becomes a member. Earlier members of the same name are gone from then on, so that a scheduler
   * that is started again need not wait for its own lease.
   *
   * @param name stable name, e.g. of the machine or the data directory
   */
  Member join(String name, Duration lease);

  /**
   * Extends the lease. Whoever has not been a member for very long is forgotten, which counts as
   * replaced.
   */
  Standing renew(Member member, Duration lease);

  /**
   * Claims up to {@code limit} shards that nobody owns or whose owner is gone. Never waits for
   * another member that claims at the same time, nor for a commit of the former owner; what is
   * passed over for that can be claimed later. A member whose lease has ended claims nothing.
   */
  List<ShardClaim> claim(Member member, int limit);

  /** Gives shards up; those that it does not own any more are ignored. */
  void release(Member member, Collection<ShardClaim> claims);

  /** Gives everything up. */
  void leave(Member member);

  /**
   * One process under a name.
   *
   * @param name the name
   * @param incarnation tells the processes apart that have had the name; grows
   */
  record Member(String name, long incarnation) {}

  /**
   * How a member stands after a renewal.
   *
   * @param replaced whether another process has taken the name: this one must stop for good
   * @param expired whether its lease had ended in the meantime, so that its shards may have been
   *     claimed by others; it is extended again
   * @param members how many members have a lease, this one included
   * @param owned the shards that it owns
   * @param now the time of the store
   */
  record Standing(
      boolean replaced, boolean expired, int members, List<ShardClaim> owned, Instant now) {}
}
