package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps tracking runs and what is logged to them. Blocking, safe for use by many threads. */
public interface TrackingRuns {
  /** Most points on a page of a history. */
  int MAX_HISTORY = 25_000;

  /** Stores a run; one that is there with the same id stays as it is. */
  void create(NewRun run);

  /** The run, also a deleted one. */
  Optional<TrackingRun> find(String project, UUID id);

  /** What was logged to these runs of the project, in three statements however many they are. */
  Map<UUID, RunData> data(String project, Collection<UUID> ids);

  /**
   * Changes a run.
   *
   * @return the run as it is now
   * @throws MetadataException with NOT_FOUND, or with BAD_INPUT if it is deleted
   */
  TrackingRun update(String project, UUID id, RunChange change);

  /** Puts a run away; false if the project does not have it. */
  boolean delete(String project, UUID id, Instant now);

  /** Takes a run back; false if the project does not have it. */
  boolean restore(String project, UUID id);

  /**
   * Logs a batch. To log it again changes nothing.
   *
   * @throws MetadataException with NOT_FOUND, or with BAD_INPUT if the run is deleted or has
   *     another value of one of the parameters; nothing of the batch is stored then
   */
  void log(String project, UUID id, LogBatch batch);

  /**
   * Removes a tag; false if there is none of that key.
   *
   * @throws MetadataException with NOT_FOUND, or with BAD_INPUT if the run is deleted
   */
  boolean removeTag(String project, UUID id, String key);

  /**
   * Points of one metric in the order of step, time and value.
   *
   * @param after last point of the page before; null for the first page
   * @param limit most points, up to {@link #MAX_HISTORY}
   */
  List<MetricPoint> history(
      String project, UUID id, String key, @Nullable MetricPoint after, int limit);
}
