package dev.zeroflow.app.kfp;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.run.RunDetail;
import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.metadata.run.Tick;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts runs: what is said of a run is stored first, under the id that the run will have, so a
 * crash in between leaves nothing that anybody sees.
 */
@ApplicationScoped
class RunSubmissions {
  private final RunClient runs;
  private final RunDetails details;
  private final KnownExperiments experiments;

  RunSubmissions(RunClient runs, RunDetails details, KnownExperiments experiments) {
    this.runs = runs;
    this.details = details;
    this.experiments = experiments;
  }

  /**
   * A run that somebody wants.
   *
   * @param tick the time of a schedule that it is for; null if a person asks
   */
  record Wanted(
      UUID id,
      String project,
      String name,
      String description,
      Experiment experiment,
      PipelineSources.Found source,
      Map<String, @Nullable Object> parameters,
      String pipelineRoot,
      String serviceAccount,
      @Nullable Tick tick) {
    RunDetail detail() {
      return new RunDetail(
          id,
          project,
          experiment.id(),
          name,
          description,
          StorageState.AVAILABLE,
          source.version(),
          serviceAccount,
          tick);
    }

    RunClient.Request request() {
      var reason =
          tick == null
              ? StartReason.MANUAL
              : new StartReason(
                  StartReason.Kind.SCHEDULE, tick.recurringRunId() + " at " + tick.at());
      return new RunClient.Request(
          project,
          name,
          source.document(),
          parameters,
          Map.of(),
          reason,
          new RunOptions(true, pipelineRoot),
          0,
          null);
    }
  }

  /**
   * Starts a run; one that exists under the id stays as it is.
   *
   * @throws InvalidPipelineException if its document or a parameter is not acceptable
   */
  void submit(Wanted wanted) {
    if (wanted.pipelineRoot().length() > RunDetail.MAX_ROOT) {
      throw HttpFailure.badInput("pipeline_root is longer than " + RunDetail.MAX_ROOT);
    }
    details.describe(wanted.detail());
    try {
      runs.submit(wanted.id(), wanted.request());
    } catch (InvalidPipelineException e) {
      details.forget(wanted.project(), wanted.id());
      throw e;
    }
    experiments
        .of(wanted.project())
        .runAdded(wanted.project(), wanted.experiment().id(), experiments.now());
  }

  /** Checks what would be started, and stores nothing. */
  void check(Wanted wanted) {
    runs.check(wanted.request());
  }
}
