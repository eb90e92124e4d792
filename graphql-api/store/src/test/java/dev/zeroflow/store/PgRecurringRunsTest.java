package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.schedule.RecurringRunsContract;

class PgRecurringRunsTest extends RecurringRunsContract {
  @Override
  protected MetadataUnderTest store() {
    return PostgresTest.metadata();
  }
}
