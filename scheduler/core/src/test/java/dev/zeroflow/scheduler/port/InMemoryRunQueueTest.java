package dev.zeroflow.scheduler.port;

class InMemoryRunQueueTest extends RunQueueContract {
  @Override
  protected StoreUnderTest store() {
    return InMemoryStore.underTest();
  }
}
