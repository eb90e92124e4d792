package dev.zeroflow.scheduler.port;

class InMemoryCommandQueueTest extends CommandQueueContract {
  @Override
  protected StoreUnderTest store() {
    return InMemoryRunStoreTest.inMemory();
  }
}
