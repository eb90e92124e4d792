package dev.zeroflow.scheduler.port;

class InMemoryRunStoreTest extends RunStoreContract {
  @Override
  protected StoreUnderTest store() {
    return InMemoryStore.underTest();
  }
}
