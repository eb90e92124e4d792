package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps what is said of traces. Blocking, safe for use by many threads. */
public interface Assessments {
  /**
   * Stores one; what it overrides is no longer valid. One that is there with the same id stays.
   *
   * @throws MetadataException with NOT_FOUND if the project does not have the trace, or the trace
   *     not what is overridden; with BAD_INPUT if it has too many
   */
  void create(String project, Assessment assessment);

  /** The assessment, if that trace of the project has it. */
  Optional<Assessment> find(String project, UUID trace, UUID id);

  /**
   * Changes one.
   *
   * @return as it is now
   * @throws MetadataException with NOT_FOUND, or with BAD_INPUT as {@link Assessment#changed}
   */
  Assessment change(String project, UUID trace, UUID id, AssessmentChange change, Instant now);

  /** Removes one, if it is there; what it has overridden is valid again. */
  void delete(String project, UUID trace, UUID id);
}
