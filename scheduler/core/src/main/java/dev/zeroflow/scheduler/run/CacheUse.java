package dev.zeroflow.scheduler.run;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the look into the cache gave for a task.
 *
 * @param fingerprint names the component with its inputs; empty if it was not computed
 * @param parts the hash of each thing that the fingerprint is made of, to tell later what differs
 * @param fromRun the run whose outputs are reused, null for a miss
 * @param fromTask path of the task whose outputs are reused, null for a miss
 * @param miss why nothing is reused, null for a hit
 */
public record CacheUse(
    String fingerprint,
    Map<String, String> parts,
    @Nullable UUID fromRun,
    @Nullable String fromTask,
    @Nullable String miss) {
  /** Whether the task reuses outputs. */
  public boolean hit() {
    return fromRun != null;
  }
}
