package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps experiments for tracking clients. Blocking, safe for use by many threads. */
public interface TrackingExperiments {
  /**
   * Stores a new one and gives it a number.
   *
   * @param artifactLocation empty if files go through the server
   * @throws MetadataException with CONFLICT if the project has one of that name, also a deleted one
   */
  TrackingExperiment create(
      UUID id,
      String project,
      String name,
      String artifactLocation,
      Map<String, String> tags,
      Instant now);

  /** The experiment, if the project has it; the default one is made when it is asked for. */
  Optional<TrackingExperiment> find(String project, long number, Instant now);

  /** The experiment of that name, also a deleted one. */
  Optional<TrackingExperiment> named(String project, String name, Instant now);

  /**
   * Gives it another name.
   *
   * @throws MetadataException with CONFLICT if the name is taken
   */
  void rename(String project, UUID id, String name, Instant now);

  /**
   * Changes name and tags together.
   *
   * @return the experiment as it is now
   * @throws MetadataException with CONFLICT if the name is taken, with NOT_FOUND if the project
   *     does not have it or it is deleted
   */
  TrackingExperiment change(String project, UUID id, ExperimentChange change, Instant now);

  /** Puts it away or takes it back, with its runs. */
  void setDeleted(String project, UUID id, boolean deleted, Instant now);

  void setTag(String project, UUID id, String key, String value, Instant now);

  /** Removes a tag; false if there is none of that key. */
  boolean removeTag(String project, UUID id, String key, Instant now);
}
