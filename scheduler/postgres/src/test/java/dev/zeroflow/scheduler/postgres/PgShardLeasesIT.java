package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.ShardLeasesContract;
import dev.zeroflow.scheduler.port.StoreUnderTest;

class PgShardLeasesIT extends ShardLeasesContract {
  @Override
  protected StoreUnderTest store() {
    return PostgresUnderTest.empty();
  }
}
