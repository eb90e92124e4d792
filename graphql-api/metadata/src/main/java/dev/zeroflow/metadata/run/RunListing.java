package dev.zeroflow.metadata.run;

import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads runs together with what is said of them. A run of which nothing is said is available and in
 * the default experiment. Blocking, safe for use by many threads.
 */
public interface RunListing {
  /** The run, if the project has it. */
  Optional<DescribedRun> find(String project, UUID run);

  /**
   * A part of the project's runs.
   *
   * @param experiment only runs of this experiment; null for all
   */
  Page<DescribedRun> list(String project, @Nullable UUID experiment, Listing listing);

  /** Runs of the schedule that have not ended. */
  int active(String project, UUID recurringRun);

  /** Changes of state of the run and its tasks, oldest first, at most the given number. */
  List<StateChange> changes(UUID run, int limit);

  /** Changes of state of the run and its tasks behind a place, likewise. */
  List<StateChange.Placed> changesBehind(UUID run, StateChange.Place place, int limit);
}
