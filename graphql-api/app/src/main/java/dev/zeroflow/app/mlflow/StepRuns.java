package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.Caller.AttemptCaller;
import dev.zeroflow.metadata.run.DescribedRun;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.tracking.StepRun;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the runs that tasks log to. A task that logs nothing has none, so a pipeline pays nothing
 * for it.
 */
@ApplicationScoped
class StepRuns {
  private final TrackingRuns runs;
  private final RunListing pipelineRuns;
  private final MlflowExperiments experiments;

  StepRuns(TrackingRuns runs, RunListing pipelineRuns, MlflowExperiments experiments) {
    this.runs = runs;
    this.pipelineRuns = pipelineRuns;
    this.experiments = experiments;
  }

  /**
   * Makes the run if it is the one of the task that calls, in the experiment of its pipeline run.
   *
   * @return the caller's project
   */
  String opened(Caller caller, UUID id) {
    if (caller instanceof AttemptCaller task && step(task).id().equals(id)) {
      described(task, id).ifPresent(run -> make(task, run, run.detail().experimentId()));
    }
    return caller.project();
  }

  /** A task that names an experiment before it logs anything logs there. */
  void preferred(Caller caller, TrackingExperiment experiment) {
    if (caller instanceof AttemptCaller task && !experiment.deleted()) {
      described(task, step(task).id()).ifPresent(run -> make(task, run, experiment.id()));
    }
  }

  /** The run of the task that calls, made if it is not there; empty if no task calls. */
  Optional<TrackingRun> own(Caller caller) {
    if (!(caller instanceof AttemptCaller task)) {
      return Optional.empty();
    }
    UUID id = step(task).id();
    return runs.find(opened(caller, id), id);
  }

  private Optional<DescribedRun> described(AttemptCaller task, UUID id) {
    return runs.find(task.project(), id).isPresent()
        ? Optional.empty()
        : pipelineRuns.find(task.project(), task.runId());
  }

  private void make(AttemptCaller task, DescribedRun run, UUID experiment) {
    experiments.get(task.project(), "0");
    UUID home = run.detail().experimentId();
    step(task).newRuns(run.name(), home, experiment, experiments.now()).forEach(runs::create);
  }

  private static StepRun step(AttemptCaller task) {
    return new StepRun(task.project(), task.runId(), task.taskPath());
  }
}
