package dev.zeroflow.scheduler.study;

class InMemoryStudyStoreTest extends StudyStoreContract {
  private final StudyStore store = new InMemoryStudyStore();

  @Override
  protected StudyStore store() {
    return store;
  }
}
