package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunInputs;
import dev.zeroflow.metadata.tracking.RunInputs.Logged;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs as they are shown, with a constant number of statements however many they are. */
@ApplicationScoped
class MlflowRuns {
  private final TrackingRuns runs;

  private final RunInputs inputs;

  MlflowRuns(TrackingRuns runs, RunInputs inputs) {
    this.runs = runs;
    this.inputs = inputs;
  }

  /** The run, also a deleted one, or 404. */
  TrackingRun get(String project, UUID id) {
    return runs.find(project, id).orElseThrow(() -> MlflowIds.unknown("Run", MlflowIds.hex(id)));
  }

  RunBody shown(TrackingRun run) {
    return shown(run.project(), List.of(run)).getFirst();
  }

  /** The runs in the order given, all of the project. */
  List<RunBody> shown(String project, List<TrackingRun> found) {
    List<UUID> ids = found.stream().map(TrackingRun::id).toList();
    Map<UUID, RunData> data = runs.data(project, ids);
    Map<UUID, Logged> logged = inputs.of(project, ids);
    return found.stream()
        .map(
            run ->
                RunBody.of(
                    run,
                    data.getOrDefault(run.id(), RunData.EMPTY),
                    logged.getOrDefault(run.id(), Logged.NOTHING)))
        .toList();
  }
}
