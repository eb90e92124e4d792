package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.InMemoryMetadata;
import dev.zeroflow.metadata.MetadataUnderTest;

class InMemoryPipelineCatalogTest extends PipelineCatalogContract {
  @Override
  protected MetadataUnderTest store() {
    return InMemoryMetadata.empty();
  }
}
