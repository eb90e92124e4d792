package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A function as it is now.
 *
 * @param name its name
 * @param kind what calls it
 * @param state where it is in its life
 * @param replicas processes or pods that exist, whether ready or not
 * @param reason one sentence: why it is in this state
 * @param since when it entered this state
 * @param lastColdStart from the decision to start to ready, for the newest replica that got ready
 *     from zero
 * @param coldStart the steps of that start, null where nobody measures them
 */
public record FunctionStatus(
    String name,
    FunctionKind kind,
    State state,
    int replicas,
    String reason,
    Instant since,
    @Nullable Duration lastColdStart,
    @Nullable ColdStart coldStart) {
  /** A function whose starts are not measured step by step. */
  public FunctionStatus(
      String name,
      FunctionKind kind,
      State state,
      int replicas,
      String reason,
      Instant since,
      @Nullable Duration lastColdStart) {
    this(name, kind, state, replicas, reason, since, lastColdStart, null);
  }

  /** States of a function; with Knative's names for the steps between. */
  public enum State {
    /** No replica exists; the next call starts one. */
    ZERO,
    /** The first replica is starting. */
    ACTIVATING,
    /** At least one replica is ready. */
    ACTIVE,
    /** The last replicas finish their calls and go away. */
    DRAINING,
    /** The last attempt to start failed; the next call tries again. */
    FAILED
  }
}
