package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.experiment.ExperimentsContract;

class PgExperimentsTest extends ExperimentsContract {
  @Override
  protected MetadataUnderTest store() {
    return PostgresTest.metadata();
  }
}
