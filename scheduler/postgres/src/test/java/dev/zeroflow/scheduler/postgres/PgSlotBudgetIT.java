package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.SlotBudgetContract;
import dev.zeroflow.scheduler.port.StoreUnderTest;

class PgSlotBudgetIT extends SlotBudgetContract {
  @Override
  protected StoreUnderTest store() {
    return PostgresUnderTest.empty();
  }
}
