package dev.zeroflow.app.run;

import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.store.RunReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Reads the run that a mutation has changed. Blocks, so it belongs on virtual threads. */
@ApplicationScoped
class StoredRuns {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final RunReads reads;

  StoredRuns(RunReads reads) {
    this.reads = reads;
  }

  ApiRun get(String project, UUID run) {
    return reads.runs(project, List.of(run)).await().atMost(TIMEOUT).stream()
        .findFirst()
        .map(ApiRun::of)
        .orElseThrow(() -> new NotFoundException("there is no run " + run));
  }
}
