package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.tracking.ExperimentSearches;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Experiments by their ids, also deleted ones. */
@ApplicationScoped
class ExperimentNodes implements NodeSource {
  private static final long DEFAULT = 0;
  private final ExperimentSearches searches;
  private final TrackingExperiments experiments;
  private final InstantSource clock;

  ExperimentNodes(
      ExperimentSearches searches, TrackingExperiments experiments, InstantSource clock) {
    this.searches = searches;
    this.experiments = experiments;
    this.clock = clock;
  }

  @Override
  public NodeType type() {
    return NodeType.EXPERIMENT;
  }

  @Override
  public List<ApiExperiment> find(String project, List<String> keys) {
    return List.copyOf(byIds(project, Ids.known(keys)).values());
  }

  /** Those that the project has. The default one is made when it is asked for. */
  Map<UUID, ApiExperiment> byIds(String project, Collection<UUID> ids) {
    Map<UUID, ApiExperiment> found = new HashMap<>();
    searches.byIds(project, ids).forEach(it -> put(found, it));
    if (ids.contains(Experiment.defaultId(project))
        && !found.containsKey(Experiment.defaultId(project))) {
      experiments
          .find(project, DEFAULT, clock.instant().truncatedTo(ChronoUnit.MICROS))
          .ifPresent(it -> put(found, it));
    }
    return found;
  }

  private static void put(Map<UUID, ApiExperiment> found, TrackingExperiment it) {
    found.put(it.id(), ApiExperiment.of(it));
  }
}
