package dev.zeroflow.scheduler.port;

class InMemoryShardLeasesTest extends ShardLeasesContract {
  @Override
  protected StoreUnderTest store() {
    return InMemoryStore.underTest();
  }
}
