package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.Later;
import dev.zeroflow.metadata.tracking.RunInputs;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Shows runs that were found. */
@ApplicationScoped
public class RunPages {
  private final TrackingRuns runs;
  private final RunInputs inputs;
  private final Later later;

  RunPages(TrackingRuns runs, RunInputs inputs, Later later) {
    this.runs = runs;
    this.inputs = inputs;
    this.later = later;
  }

  /** The runs, all of the project, in the order given. */
  public List<ApiTrackingRun> shown(String project, List<TrackingRun> found) {
    List<UUID> ids = found.stream().map(TrackingRun::id).toList();
    RunPage page =
        new RunPage(later(() -> runs.data(project, ids)), later(() -> inputs.of(project, ids)));
    return found.stream().map(run -> ApiTrackingRun.of(run, page)).toList();
  }

  /** See {@link Later#of}. */
  <T> Uni<T> later(Supplier<T> work) {
    return later.of(work);
  }
}
