package dev.zeroflow.scheduler.engine;

import java.time.Duration;
import java.util.Map;

/**
 * How a {@link Scheduler} works.
 *
 * @param functionsByImage which declared function runs the tasks of which image
 * @param controlPlane address under which functions reach the control plane
 * @param tokens makes the tokens of attempts
 * @param uris makes the addresses of outputs
 * @param lease how long a claimed command belongs to this scheduler unless it is renewed, which
 *     happens three times as often
 * @param poll longest wait between two looks at the queue when nothing signals
 * @param maxInFlight most commands that are carried out at once
 */
public record SchedulerConfig(
    Map<String, String> functionsByImage,
    String controlPlane,
    AttemptTokens tokens,
    ArtifactUris uris,
    Duration lease,
    Duration poll,
    int maxInFlight) {
  /**
   * Only what no signal announced waits this long: another process' work, or the end of a lease.
   */
  public static final Duration DEFAULT_POLL = Duration.ofSeconds(1);

  public static final int DEFAULT_MAX_IN_FLIGHT = 256;
}
