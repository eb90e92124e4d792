package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.TaskCacheContract;

class PgTaskCacheIT extends TaskCacheContract {
  @Override
  protected StoreUnderTest store() {
    return PostgresUnderTest.empty();
  }
}
