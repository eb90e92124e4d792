package dev.zeroflow.scheduler.port;

class InMemoryTaskCacheTest extends TaskCacheContract {
  @Override
  protected StoreUnderTest store() {
    return InMemoryStore.underTest();
  }
}
