package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps pipelines by their ids. Blocking, safe for use by many threads. */
public interface PipelineCatalog {
  /**
   * Stores a new pipeline together with its first version, if there is one.
   *
   * @throws MetadataException with CONFLICT if the project has one of that name
   */
  void create(StoredPipeline pipeline, @Nullable StoredVersion first);

  /** The pipeline, if the project has it. */
  Optional<StoredPipeline> find(String project, UUID id);

  /** The pipeline of that name, if the project has it. */
  Optional<StoredPipeline> named(String project, String name);

  /** A part of the project's pipelines. */
  Page<StoredPipeline> list(String project, Listing listing);

  /** Puts display name and tags in place of the present ones; whether the project has it. */
  boolean update(StoredPipeline changed);

  /**
   * Deletes a pipeline.
   *
   * @param cascade whether its versions go with it
   * @return what became of it
   */
  Deletion delete(String project, UUID id, boolean cascade);

  /** How a deletion ended. */
  enum Deletion {
    DELETED,
    /** The project has no such pipeline. */
    UNKNOWN,
    /** It has versions, and they were not to go with it. */
    HAS_VERSIONS
  }
}
