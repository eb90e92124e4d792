package dev.zeroflow.metadata.governance;

import dev.zeroflow.metadata.MetadataException;

/** Decides which versions may be served. Blocking, safe for use by many threads. */
public interface ServableVersions {
  /**
   * Refuses a version that is not signed as the policies of its model ask.
   *
   * @throws MetadataException with NOT_FOUND if there is no such version; with CONFLICT and the
   *     reason if it may not be served
   */
  void require(String project, String model, String version);
}
