package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.port.FairShare.Use;
import java.util.HashMap;
import java.util.Map;

/** {@link SlotBudget} in memory. */
public final class InMemorySlotBudget implements SlotBudget {
  private static final int TURN_SECONDS = 10;

  private final InMemoryStore store;

  public InMemorySlotBudget(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Map<Limit, Integer> balance(ShardLeases.Member member, Map<Limit, Demand> demands) {
    synchronized (store) {
      var allowed = new HashMap<Limit, Integer>();
      demands.forEach((limit, demand) -> allowed.put(limit, balance(member, limit, demand)));
      return allowed;
    }
  }

  private int balance(ShardLeases.Member member, Limit limit, Demand demand) {
    Integer slots = store.limits.get(limit);
    if (slots == null) {
      return Integer.MAX_VALUE;
    }
    var uses = store.grants.computeIfAbsent(limit, it -> new HashMap<>());
    var others = new HashMap<String, Use>();
    uses.forEach(
        (other, use) -> {
          if (store.isLive(other) && !other.name().equals(member.name())) {
            others.put(other.name(), use);
          }
        });
    long turn = store.clock.instant().getEpochSecond() / TURN_SECONDS;
    int granted =
        store.isLive(member)
            ? FairShare.grant(slots, others, member.name(), demand, turn)
            : demand.held();
    uses.put(
        member,
        new Use(Math.max(demand.held(), demand.wanted()), Math.max(demand.held(), granted)));
    return granted;
  }
}
