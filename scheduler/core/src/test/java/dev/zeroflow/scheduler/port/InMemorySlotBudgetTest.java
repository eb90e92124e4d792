package dev.zeroflow.scheduler.port;

class InMemorySlotBudgetTest extends SlotBudgetContract {
  @Override
  protected StoreUnderTest store() {
    return InMemoryStore.underTest();
  }
}
