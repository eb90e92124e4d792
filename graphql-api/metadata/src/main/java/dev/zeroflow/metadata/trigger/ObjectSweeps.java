package dev.zeroflow.metadata.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the searches for lost events have come to, one for each place that enabled triggers watch.
 * Blocking, safe for use by many threads and servers.
 */
public interface ObjectSweeps {
  /** Most places; what more triggers watch is not searched. */
  int MAX_PLACES = 1_000;

  /** Adds what triggers watch by now, and forgets what none of them watches any more. */
  void follow(Instant now);

  /**
   * Takes the search that is due longest.
   *
   * @param lease how long nobody else gets it unless {@link #put} says otherwise
   */
  Optional<ObjectSweep> claim(Instant now, Duration lease);

  /** Stores how far it has come, unless it was forgotten meanwhile. */
  void put(ObjectSweep.Next next);

  /**
   * Those of the objects that no event has told of yet, in the same order: none that is decided,
   * nor one that came a moment ago.
   */
  List<StoredObject> unheard(String bucket, List<StoredObject> objects, Instant now);
}
