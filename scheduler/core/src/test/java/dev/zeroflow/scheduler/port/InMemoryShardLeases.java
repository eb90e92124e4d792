package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.port.InMemoryStore.MemberState;
import dev.zeroflow.scheduler.port.InMemoryStore.ShardState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@link ShardLeases} in memory. */
public final class InMemoryShardLeases implements ShardLeases {
  private final InMemoryStore store;

  public InMemoryShardLeases(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Member join(String name, Duration lease) {
    synchronized (store) {
      long incarnation = store.nextId();
      store.members.put(name, new MemberState(incarnation, store.clock.instant().plus(lease)));
      return new Member(name, incarnation);
    }
  }

  @Override
  public Standing renew(Member member, Duration lease) {
    synchronized (store) {
      Instant now = store.clock.instant();
      boolean replaced = !isKnown(member);
      boolean expired = !replaced && !store.isLive(member);
      if (!replaced) {
        store.members.put(member.name(), new MemberState(member.incarnation(), now.plus(lease)));
      }
      int members =
          (int)
              store.members.values().stream()
                  .filter(state -> state.leaseUntil().isAfter(now))
                  .count();
      return new Standing(replaced, expired, members, replaced ? List.of() : owned(member), now);
    }
  }

  private boolean isKnown(Member member) {
    MemberState state = store.members.get(member.name());
    return state != null && state.incarnation() == member.incarnation();
  }

  private List<ShardClaim> owned(Member member) {
    var owned = new ArrayList<ShardClaim>();
    for (int i = 0; i < store.shards.length; i++) {
      if (member.equals(store.shards[i].owner())) {
        owned.add(new ShardClaim(i, store.generation(i)));
      }
    }
    return owned;
  }

  @Override
  public List<ShardClaim> claim(Member member, int limit) {
    synchronized (store) {
      var claimed = new ArrayList<ShardClaim>();
      for (int i = 0; i < store.shards.length && claimed.size() < limit; i++) {
        if (store.isLive(member) && !store.isLive(store.shards[i].owner())) {
          store.shards[i] = new ShardState(store.generation(i) + 1, member);
          claimed.add(new ShardClaim(i, store.generation(i)));
        }
      }
      return claimed;
    }
  }

  @Override
  public void release(Member member, Collection<ShardClaim> claims) {
    synchronized (store) {
      List<ShardClaim> owned = owned(member);
      claims.stream().filter(owned::contains).forEach(this::free);
    }
  }

  @Override
  public void leave(Member member) {
    synchronized (store) {
      owned(member).forEach(this::free);
      store.grants.values().forEach(grants -> grants.remove(member));
      if (isKnown(member)) {
        store.members.put(member.name(), new MemberState(member.incarnation(), Instant.MIN));
      }
    }
  }

  private void free(ShardClaim claim) {
    store.shards[claim.shard()] = new ShardState(claim.generation(), null);
  }
}
