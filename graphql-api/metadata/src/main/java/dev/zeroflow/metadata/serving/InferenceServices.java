package dev.zeroflow.metadata.serving;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.Optional;

/** What is served. Blocking, safe for use by many threads. */
public interface InferenceServices {
  /** Most services that {@link #all} returns. */
  int MAX_SERVICES = 1_000;

  /**
   * Stores the service, in place of the one with the same project and name.
   *
   * @throws MetadataException with NOT_FOUND if its model version is not there any more
   */
  void upsert(InferenceService service);

  /** The service, if the project has it. */
  Optional<InferenceService> find(String project, String name);

  /** The service whose function has this token; see {@link InferenceService#tokenDigest}. */
  Optional<InferenceService> findByToken(String tokenDigest);

  /** Every service of every project, ordered by project and name; for the start of the server. */
  List<InferenceService> all();
}
