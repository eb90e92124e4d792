package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.CommandQueueContract;
import dev.zeroflow.scheduler.port.StoreUnderTest;

class PgCommandQueueIT extends CommandQueueContract {
  @Override
  protected StoreUnderTest store() {
    return PostgresUnderTest.empty();
  }
}
