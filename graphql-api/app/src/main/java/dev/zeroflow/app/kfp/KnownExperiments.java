package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.experiment.Experiments;
import dev.zeroflow.metadata.experiment.StorageState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The experiments of a project; the default one is there from the start. */
@ApplicationScoped
class KnownExperiments {
  private final Experiments experiments;
  private final InstantSource clock;
  private final Set<String> prepared = ConcurrentHashMap.newKeySet();

  KnownExperiments(Experiments experiments, InstantSource clock) {
    this.experiments = experiments;
    this.clock = clock;
  }

  /** The store, after the default experiment has been made; it cannot be deleted again. */
  Experiments of(String project) {
    if (!prepared.contains(project)) {
      experiments.ensureDefault(project, now());
      prepared.add(project);
    }
    return experiments;
  }

  /** The experiment, or 404. */
  Experiment get(String project, UUID id) {
    return of(project).find(project, id).orElseThrow(() -> Refusals.unknown("experiment", id));
  }

  /**
   * The experiment that something new belongs to.
   *
   * @param wanted null for the default one
   */
  Experiment forNew(String project, @Nullable UUID wanted) {
    UUID id = wanted == null ? Experiment.defaultId(project) : wanted;
    Experiment experiment = get(project, id);
    if (experiment.storageState() == StorageState.ARCHIVED) {
      throw Refusals.state("the experiment \"" + experiment.name() + "\" is archived");
    }
    return experiment;
  }

  /** The time, as exactly as it is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
