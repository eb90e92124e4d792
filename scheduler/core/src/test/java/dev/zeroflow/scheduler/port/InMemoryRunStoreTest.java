package dev.zeroflow.scheduler.port;

import java.time.Instant;

class InMemoryRunStoreTest extends RunStoreContract {
  static StoreUnderTest inMemory() {
    var clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
    var store = new InMemoryRunStore(clock);
    return new StoreUnderTest(store, store, store.claimedBy("other"), clock::move);
  }

  @Override
  protected StoreUnderTest store() {
    return inMemory();
  }
}
