package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a call that found no ready replica waited for: each a time since the call, null where nobody
 * saw it.
 *
 * @param called when the call came
 * @param created a replica was asked for; the queue of the cluster before
 * @param scheduled it had a place; the search for a node before
 * @param started its process ran; the pull of the image before
 * @param ready it took requests; the start of the process before
 * @param firstByte its answer began
 */
public record ColdStart(
    Instant called,
    @Nullable Duration created,
    @Nullable Duration scheduled,
    @Nullable Duration started,
    @Nullable Duration ready,
    @Nullable Duration firstByte) {
  /** From the call to ready, or to the answer if nobody saw it get ready. */
  public @Nullable Duration took() {
    return ready == null ? firstByte : ready;
  }
}
