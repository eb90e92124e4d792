package dev.zeroflow.app.run;

import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.store.RunReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads the run that a mutation has changed. Blocks, so it belongs on virtual threads. */
@ApplicationScoped
public class StoredRuns {

  private final RunReads reads;

  StoredRuns(RunReads reads) {
    this.reads = reads;
  }

  /** The run, which the project has. */
  public ApiPipelineRun get(String project, UUID run) {
    return Later.await(reads.runs(project, List.of(run))).stream()
        .findFirst()
        .map(ApiPipelineRun::of)
        .orElseThrow(() -> new NotFoundException("there is no run " + run));
  }
}
