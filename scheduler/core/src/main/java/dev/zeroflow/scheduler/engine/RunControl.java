package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.RunQueue;
import dev.zeroflow.scheduler.port.RunQueue.Answered;
import dev.zeroflow.scheduler.run.RunEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks things of runs, whichever scheduler they are on, and waits for the answer. Requests about
 * one run are decided one after the other: of two that contradict each other, one is refused.
 */
public final class RunControl {
  /** Lowest and highest priority, as they are stored. */
  public static final int MAX_PRIORITY = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_LOOK = Duration.ofMillis(2);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(100);

  private final RunQueue queue;
  private final Runnable wake;

  /**
   * @param wake called after a request has been stored
   */
  public RunControl(RunQueue queue, Runnable wake) {
    this.queue = queue;
    this.wake = wake;
  }

  /** What became of a request. */
  public sealed interface Outcome {
    /** It was carried out. */
    record Done() implements Outcome {}

    /** The run is not in a state for it. */
    record Refused(String reason) implements Outcome {}

    /** No scheduler has answered yet; it stays asked. */
    record Waiting() implements Outcome {}

    /** The project has no such run. */
    record Unknown() implements Outcome {}
  }

  /**
   * Asks, and waits some seconds for the answer.
   *
   * @param project the project of whoever asks
   */
  public Outcome ask(String project, UUID run, RunEvent.Requested request) {
    Optional<Long> id = queue.post(project, run, request);
    if (id.isEmpty()) {
      return new Outcome.Unknown();
    }
    wake.run();
    return await(id.get());
  }

  private Outcome await(long id) {
    Duration pause = FIRST_LOOK;
    for (Duration waited = Duration.ZERO;
        waited.compareTo(PATIENCE) < 0;
        waited = waited.plus(pause)) {
      Optional<Answered> answer = queue.answer(id);
      if (answer.isPresent()) {
        String refused = answer.get().refused();
        return refused == null ? new Outcome.Done() : new Outcome.Refused(refused);
      }
      if (!paused(pause)) {
        return new Outcome.Waiting();
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : longer;
    }
    return new Outcome.Waiting();
  }

  private static boolean paused(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
