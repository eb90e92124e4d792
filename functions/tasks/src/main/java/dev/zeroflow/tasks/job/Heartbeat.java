package dev.zeroflow.tasks.job;

import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.tasks.attempt.Pause;
import java.io.IOException;
import java.util.List;

/**
 * Says every 15 seconds that the attempt still works, by posting no log lines. When the answer is
 * that it is not the current one any more, nobody waits for its result, and the work is ended.
 */
final class Heartbeat {
  static final long EVERY_MILLIS = 15_000;

  private static final int UNAUTHORIZED = 401;

  private final Plane plane;
  private final Pause pause;
  private final Runnable whenGone;

  Heartbeat(Plane plane, Pause pause, Runnable whenGone) {
    this.plane = plane;
    this.pause = pause;
    this.whenGone = whenGone;
  }

  /** Goes on until the thread is interrupted or the attempt is gone. */
  void beat() {
    try {
      do {
        pause.forMillis(EVERY_MILLIS);
      } while (isCurrent());
      whenGone.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A control plane that does not answer has refused nothing. */
  private boolean isCurrent() throws InterruptedException {
    try {
      return plane.post(ControlPlane.LOGS, List.of()) != UNAUTHORIZED;
    } catch (IOException e) {
      return true;
    }
  }
}
