package dev.zeroflow.metadata.schedule;

import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps recurring runs. Blocking, safe for use by many threads. */
public interface RecurringRuns {
  /** Most of one project; more are refused. */
  int MAX_PER_PROJECT = 1_000;

  /** Stores a new one; refuses it with CONFLICT when the project has too many. */
  void create(RecurringRun run);

  /** The recurring run, if the project has it. */
  Optional<RecurringRun> find(String project, UUID id);

  /**
   * A part of the project's recurring runs.
   *
   * @param experiment only those of this experiment; null for all
   */
  Page<RecurringRun> list(String project, @Nullable UUID experiment, Listing listing);

  /** Lets it start runs or not; whether the project has it. */
  boolean enable(String project, UUID id, boolean enabled, Instant now);

  /** Deletes it, not its runs; whether the project had it. */
  boolean delete(String project, UUID id);
}
