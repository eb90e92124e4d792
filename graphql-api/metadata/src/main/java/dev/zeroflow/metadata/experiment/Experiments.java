package dev.zeroflow.metadata.experiment;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps experiments. Blocking, safe for use by many threads. */
public interface Experiments {
  /** How many runs are looked at for one that was put into no experiment. */
  int NEWEST_RUNS = 10_000;

  /**
   * Stores a new one.
   *
   * @throws MetadataException with CONFLICT if the project has one of that name
   */
  void create(Experiment experiment);

  /** Stores the project's default experiment unless it has one. */
  void ensureDefault(String project, Instant now);

  /** The experiment, if the project has it. */
  Optional<Experiment> find(String project, UUID id);

  /** A part of the project's experiments. */
  Page<Experiment> list(String project, Listing listing);

  /**
   * Archives an experiment other than the default one, the runs that are known to be in it and, for
   * good, its schedules; or makes the experiment alone available again.
   *
   * @return whether the project has it
   */
  boolean store(String project, UUID id, StorageState state, Instant now);

  /**
   * Remembers that a run was put into it. Runs that nobody puts anywhere are seen in the default
   * one without that, if they are among the newest {@link #NEWEST_RUNS} of the project.
   */
  void runAdded(String project, UUID id, Instant now);

  /**
   * Deletes an experiment; its runs and schedules are in the default one from then on.
   *
   * @return whether the project had it
   */
  boolean delete(String project, UUID id);
}
