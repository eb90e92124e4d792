package dev.zeroflow.scheduler.engine;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How a {@link Scheduler} works.
 *
 * @param node stable name of this scheduler; whoever has it next takes over at once
 * @param functions which declared function runs which tasks
 * @param imageDigests names the content of an image, for the cache
 * @param controlPlane address under which functions reach the control plane
 * @param tokens makes the tokens of attempts
 * @param uris makes the addresses of outputs
 * @param timing how often it looks
 * @param bounds how much it takes on
 */
public record SchedulerConfig(
    String node,
    TaskFunctions functions,
    UnaryOperator<String> imageDigests,
    String controlPlane,
    AttemptTokens tokens,
    ArtifactUris uris,
    Timing timing,
    Bounds bounds) {

  /**
   * How often it looks.
   *
   * @param lease how long its shards are its own unless it renews, which happens five times as
   *     often
   * @param poll longest wait between two looks at what waits when nothing signals
   * @param drain how long a scheduler that is closed waits for what it has called
   */
  public record Timing(Duration lease, Duration poll, Duration drain) {
    /** A lost scheduler is replaced in 10 s; what no signal announced waits a second. */
    public static final Timing DEFAULT =
        new Timing(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  /**
   * How much it takes on.
   *
   * @param slots most attempts at once
   * @param runs most runs under way; others wait in the store
   */
  public record Bounds(int slots, int runs) {
    public static final Bounds DEFAULT = new Bounds(256, 1_000);
  }
}
