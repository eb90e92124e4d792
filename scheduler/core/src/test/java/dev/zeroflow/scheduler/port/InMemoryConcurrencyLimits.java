package dev.zeroflow.scheduler.port;

import java.util.Map;

/** {@link ConcurrencyLimits} in memory. */
public final class InMemoryConcurrencyLimits implements ConcurrencyLimits {
  private final InMemoryStore store;

  public InMemoryConcurrencyLimits(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Map<SlotBudget.Limit, Integer> list() {
    synchronized (store) {
      return Map.copyOf(store.limits);
    }
  }

  @Override
  public void set(SlotBudget.Limit limit, int slots) {
    if (slots < 0) {
      throw new IllegalArgumentException("slots: " + slots);
    }
    synchronized (store) {
      store.limits.put(limit, slots);
    }
  }

  @Override
  public boolean remove(SlotBudget.Limit limit) {
    synchronized (store) {
      store.grants.remove(limit);
      return store.limits.remove(limit) != null;
    }
  }
}
