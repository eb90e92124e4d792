package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a changed function takes over from the one before.
 *
 * @param shares who gets how much, in all 100 %; empty for everything to the newest
 * @param gradual time over which the newest takes over; 0 for at once
 * @param strategy what happens to the replicas of before meanwhile
 */
public record Rollout(List<TrafficShare> shares, Duration gradual, Strategy strategy) {
  /** What happens to the replicas of before while the new ones start. */
  public enum Strategy {
    /** They serve until a new one is ready, so both need room at once. */
    SURGE,
    /** They make room first: for clusters whose only accelerator they hold. Calls wait. */
    RECREATE
  }

  /** The newest gets everything as soon as it is ready. */
  public static final Rollout AT_ONCE = new Rollout(List.of(), Duration.ZERO, Strategy.SURGE);

  public Rollout {
    shares = List.copyOf(shares);
    if (gradual.isNegative()) {
      throw new IllegalArgumentException("a rollout takes no negative time: " + gradual);
    }
    int percent = shares.stream().mapToInt(TrafficShare::percent).sum();
    if (!shares.isEmpty() && percent != 100) {
      throw new IllegalArgumentException("shares of traffic are " + percent + " % in all, not 100");
    }
  }

  /** Everything back to a version of before; the newest stays as it is, without requests. */
  public static Rollout backTo(String version) {
    return new Rollout(
        List.of(new TrafficShare(version, 100, null)), Duration.ZERO, Strategy.SURGE);
  }

  /** Part of the requests to the newest, to see how it does; the rest to a version of before. */
  public Rollout canary(String before, int percent, @Nullable String tag) {
    return new Rollout(
        List.of(
            new TrafficShare(before, 100 - percent, null), new TrafficShare(null, percent, tag)),
        gradual,
        strategy);
  }
}
