package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.util.Optional;
import java.util.UUID;

/** Keeps versions of pipelines by their ids. Blocking, safe for use by many threads. */
public interface PipelineVersions {
  /**
   * Stores the next version of its pipeline.
   *
   * @throws MetadataException with NOT_FOUND if the project has no such pipeline, with CONFLICT if
   *     the pipeline has a version of that name
   */
  void add(String project, StoredVersion version);

  /** The version of the pipeline, if the project has it. */
  Optional<StoredVersion> find(String project, UUID pipeline, UUID id);

  /** The version of whichever pipeline, if the project has it. */
  Optional<StoredVersion> byId(String project, UUID id);

  /** The newest version of the pipeline, if the project has one. */
  Optional<StoredVersion> latest(String project, UUID pipeline);

  /** A part of the versions of the pipeline. */
  Page<StoredVersion> list(String project, UUID pipeline, Listing listing);

  /** Puts display name and tags in place of the present ones; whether the project has it. */
  boolean update(String project, StoredVersion changed);

  /** Deletes a version; whether the project had it. */
  boolean delete(String project, UUID pipeline, UUID id);
}
