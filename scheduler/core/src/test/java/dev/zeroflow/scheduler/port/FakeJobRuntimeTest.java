package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.port.JobEnd.Reason;
import java.time.Instant;

class FakeJobRuntimeTest extends JobRuntimeContract {
  private final FakeJobRuntime runtime = new FakeJobRuntime(new ManualClock(Instant.EPOCH));

  @Override
  protected JobRuntime runtime() {
    return runtime;
  }

  @Override
  protected String lastingImage() {
    return "lasting";
  }

  @Override
  protected void finish(String id, boolean well) {
    runtime.end(id, new JobEnd(well ? Reason.DONE : Reason.EXIT_CODE, "told to"));
  }

  @Override
  protected int starts(String id) {
    return (int) runtime.started.stream().filter(it -> it.id().equals(id)).count();
  }
}
