package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.tracking.RunInputs;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Shows runs that were found. */
@ApplicationScoped
class RunPages {
  private final TrackingRuns runs;
  private final RunInputs inputs;
  private final ExecutorService virtualThreads;

  RunPages(TrackingRuns runs, RunInputs inputs, @VirtualThreads ExecutorService virtualThreads) {
    this.runs = runs;
    this.inputs = inputs;
    this.virtualThreads = virtualThreads;
  }

  /** The runs, all of the project, in the order given. */
  List<ApiTrackingRun> shown(String project, List<TrackingRun> found) {
    List<UUID> ids = found.stream().map(TrackingRun::id).toList();
    RunPage page =
        new RunPage(later(() -> runs.data(project, ids)), later(() -> inputs.of(project, ids)));
    return found.stream().map(run -> ApiTrackingRun.of(run, page)).toList();
  }

  /** Blocking work for a field that is read in a batch: those are asked for on event loops too. */
  <T> Uni<T> later(Supplier<T> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(virtualThreads);
  }
}
