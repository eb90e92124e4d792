package dev.zeroflow.app.change;

import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.ExperimentSearches;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The experiment that a mutation names. Blocking. */
@ApplicationScoped
public class KnownExperiment {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private final TrackingExperiments experiments;
  private final ExperimentSearches searches;
  private final InstantSource clock;

  KnownExperiment(
      TrackingExperiments experiments, ExperimentSearches searches, InstantSource clock) {
    this.experiments = experiments;
    this.searches = searches;
    this.clock = clock;
  }

  /** The time, as exactly as it is stored. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The experiment, also a deleted one.
   *
   * @param text its id, its UUID or its number
   * @throws MetadataException with NOT_FOUND if the project has none
   */
  TrackingExperiment get(String project, String text) {
    Optional<TrackingExperiment> found =
        NUMBER.matcher(text).matches()
            ? experiments.find(project, Long.parseLong(text), now())
            : NodeType.EXPERIMENT.uuid(text).flatMap(id -> byId(project, id));
    return found.orElseThrow(() -> MetadataException.notFound("there is no experiment " + text));
  }

  /**
   * The experiment, which is not deleted.
   *
   * @throws MetadataException with CONFLICT if it is
   */
  public TrackingExperiment active(String project, String text) {
    TrackingExperiment experiment = get(project, text);
    if (experiment.deleted()) {
      throw MetadataException.conflict(
          "experiment \"%s\" is deleted: restore it first".formatted(experiment.name()));
    }
    return experiment;
  }

  Optional<TrackingExperiment> byId(String project, UUID id) {
    return searches.byIds(project, List.of(id)).stream().findFirst();
  }
}
