package dev.zeroflow.metadata.artifact;

import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.util.Optional;
import java.util.UUID;

/** Reads recorded artifacts. Blocking, safe for use by many threads. */
public interface Artifacts {
  /** The artifact, if the project has one with this id. */
  Optional<Artifact> find(String project, UUID id);

  /** A part of the project's artifacts. */
  Page<Artifact> list(String project, Listing listing);
}
