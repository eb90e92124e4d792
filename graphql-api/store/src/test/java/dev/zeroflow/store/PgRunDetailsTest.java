package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.run.RunDetailsContract;

class PgRunDetailsTest extends RunDetailsContract {
  @Override
  protected MetadataUnderTest store() {
    return PostgresTest.metadata();
  }
}
