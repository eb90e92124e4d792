package dev.zeroflow.metadata.run;

import dev.zeroflow.metadata.InMemoryMetadata;
import dev.zeroflow.metadata.MetadataUnderTest;

class InMemoryRunDetailsTest extends RunDetailsContract {
  @Override
  protected MetadataUnderTest store() {
    return InMemoryMetadata.empty();
  }
}
