package dev.zeroflow.metadata.experiment;

import dev.zeroflow.metadata.InMemoryMetadata;
import dev.zeroflow.metadata.MetadataUnderTest;

class InMemoryExperimentsTest extends ExperimentsContract {
  @Override
  protected MetadataUnderTest store() {
    return InMemoryMetadata.empty();
  }
}
