package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.study.StudyStore;
import dev.zeroflow.scheduler.study.StudyStoreContract;

class PgStudyStoreIT extends StudyStoreContract {
  private final StudyStore store = new PgStudyStore(PostgresUnderTest.POOL);

  @Override
  protected StudyStore store() {
    return store;
  }
}
