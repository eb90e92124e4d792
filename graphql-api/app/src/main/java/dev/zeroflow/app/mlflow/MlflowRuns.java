package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.RunData;
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

  MlflowRuns(TrackingRuns runs) {
    this.runs = runs;
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
    Map<UUID, RunData> data = runs.data(project, found.stream().map(TrackingRun::id).toList());
    return found.stream()
        .map(run -> RunBody.of(run, data.getOrDefault(run.id(), RunData.EMPTY)))
        .toList();
  }
}
