package dev.zeroflow.metadata.schedule;

import dev.zeroflow.metadata.InMemoryMetadata;
import dev.zeroflow.metadata.MetadataUnderTest;

class InMemoryRecurringRunsTest extends RecurringRunsContract {
  @Override
  protected MetadataUnderTest store() {
    return InMemoryMetadata.empty();
  }
}
