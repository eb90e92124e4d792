package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds where traces belong: those of a task to its run, unless it says something else. */
@ApplicationScoped
class TraceHomes {
  /** What clients send if nobody has named an experiment. */
  private static final String UNNAMED = "0";

  private final MlflowExperiments experiments;
  private final StepRuns steps;

  TraceHomes(MlflowExperiments experiments, StepRuns steps) {
    this.experiments = experiments;
    this.steps = steps;
  }

  /**
   * The home of what is sent for an experiment, which must be there and active.
   *
   * @param number of the experiment, as it was sent
   */
  TraceHome of(Caller caller, @Nullable String number) {
    Optional<TrackingRun> own = steps.own(caller);
    boolean named = number != null && !number.isEmpty() && !number.equals(UNNAMED);
    String home = own.isPresent() && !named ? Long.toString(own.get().experiment()) : number;
    TrackingExperiment experiment = experiments.active(caller.project(), home);
    return new TraceHome(experiment, own.map(TrackingRun::id).orElse(null));
  }
}
