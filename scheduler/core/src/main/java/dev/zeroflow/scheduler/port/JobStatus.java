package dev.zeroflow.scheduler.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is now.
 *
 * @param id its id
 * @param function name of the function that it stands for
 * @param state where it is in its life
 * @param reason one sentence: why it is in this state
 * @param since when it entered this state
 * @param end how it ended; present exactly when it has
 */
public record JobStatus(
    String id, String function, State state, String reason, Instant since, @Nullable JobEnd end) {
  /** States of a job. */
  public enum State {
    /** It waits for room, or its program is being started. */
    WAITING,
    /** Its program runs. */
    RUNNING,
    /** Its program has ended, or never will start. */
    ENDED
  }

  public JobStatus {
    if ((state == State.ENDED) != (end != null)) {
      throw new IllegalArgumentException("job " + id + " is " + state + ", its end is " + end);
    }
  }
}
