package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.ShardLeases;
import dev.zeroflow.scheduler.port.ShardLeases.Member;
import dev.zeroflow.scheduler.port.ShardLeases.Standing;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Keeps the lease of this scheduler, and its fair share of the shards: claims those that nobody
 * owns and gives idle ones up when others have too few. A shard with runs under way stays where it
 * is.
 */
final class Membership {
  private static final Logger LOG = System.getLogger(Membership.class.getName());

  /** Renewals in the length of a lease. */
  static final int RENEWALS = 5;

  private final ShardLeases leases;
  private final OwnedRuns runs;
  private final Tenure tenure;
  private final StoreClock clock;
  private final Duration lease;
  private final Member member;
  private volatile int members = 1;

  Membership(
      ShardLeases leases,
      Member member,
      OwnedRuns runs,
      Tenure tenure,
      StoreClock clock,
      Duration lease) {
    this.leases = leases;
    this.member = member;
    this.runs = runs;
    this.tenure = tenure;
    this.clock = clock;
    this.lease = lease;
  }

  /** Whether nobody shares the work with this scheduler. */
  boolean isAlone() {
    return members == 1;
  }

  /** False if another process has the name: this one must stop for good. */
  boolean tick() {
    try {
      return renew();
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "the lease was not renewed: {0}", e.getMessage());
      return true;
    }
  }

  private boolean renew() {
    long asked = clock.nanoTime();
    Standing standing = leases.renew(member, lease);
    if (standing.replaced()) {
      LOG.log(Level.ERROR, "another process has the name {0}: this scheduler stops", member.name());
      return false;
    }
    clock.set(standing.now(), asked);
    members = standing.members();
    if (standing.expired()) {
      LOG.log(Level.WARNING, "the lease had ended before it was renewed");
      runs.slots().disallow();
    }
    List<ShardClaim> owned = balance(standing);
    runs.own(owned);
    tenure.renewed(asked, lease);
    return true;
  }

  private List<ShardClaim> balance(Standing standing) {
    int share = (ShardClaim.SHARDS + standing.members() - 1) / standing.members();
    var owned = new ArrayList<>(standing.owned());
    if (owned.size() < share) {
      owned.addAll(leases.claim(member, share - owned.size()));
    } else if (owned.size() > share) {
      owned.removeAll(giveUp(owned, owned.size() - share));
    }
    return owned;
  }

  private Collection<ShardClaim> giveUp(List<ShardClaim> owned, int count) {
    Set<Integer> idle = runs.idle();
    List<ShardClaim> given =
        owned.stream().filter(it -> idle.contains(it.shard())).limit(count).toList();
    given.forEach(runs::disown);
    leases.release(member, given);
    return given;
  }

  /** Gives everything up, so that others need not wait for the end of the lease. */
  void leave() {
    try {
      leases.leave(member);
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "the lease ends by itself: {0}", e.getMessage());
    }
  }
}
