package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Experiments by the numbers that clients send. */
@ApplicationScoped
class MlflowExperiments {
  private final TrackingExperiments experiments;
  private final InstantSource clock;

  MlflowExperiments(TrackingExperiments experiments, InstantSource clock) {
    this.experiments = experiments;
    this.clock = clock;
  }

  /**
   * The experiment, also a deleted one.
   *
   * @throws HttpFailure with 404 if there is none of that number
   */
  TrackingExperiment get(String project, @Nullable String number) {
    return experiments
        .find(project, MlflowIds.experiment(number), now())
        .orElseThrow(
            () -> HttpFailure.notFound("No Experiment with id=%s exists".formatted(number)));
  }

  /**
   * The experiment, to be changed.
   *
   * @throws HttpFailure with 404 if there is none, with 400 if it is deleted
   */
  TrackingExperiment active(String project, @Nullable String number) {
    TrackingExperiment experiment = get(project, number);
    if (experiment.deleted()) {
      throw HttpFailure.badInput(
          "The experiment %s must be in the 'active' state: restore it first".formatted(number));
    }
    return experiment;
  }

  /** The time, as exactly as it is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
