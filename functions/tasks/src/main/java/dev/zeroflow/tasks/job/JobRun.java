package dev.zeroflow.tasks.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.tasks.attempt.Attempts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Runs the one attempt that a file describes, as a call of the same handler would. */
public final class JobRun {
  /** The result has been handed in, or nobody wants it. */
  public static final int DONE = 0;

  private static final int BAD_EVENT = 2;
  private static final int NOT_DELIVERED = 3;

  private final Attempts attempts;
  private final ObjectMapper json;

  public JobRun(Attempts attempts, ObjectMapper json) {
    this.attempts = attempts;
    this.json = json;
  }

  /**
   * Runs the attempt to its end.
   *
   * @return exit code of the process
   */
  public int run(Path event) throws InterruptedException {
    try {
      return run(EventFile.read(event, json));
    } catch (IOException e) {
      System.err.println("The event cannot be read: " + e.getMessage());
      return BAD_EVENT;
    }
  }

  private int run(TaskInvocation invocation) throws InterruptedException {
    Plane plane = new HttpPlane(invocation, json);
    var heartbeat = new Heartbeat(plane, Thread::sleep, JobRun::endAtOnce);
    Thread beating = Thread.ofVirtual().name("heartbeat").start(heartbeat::beat);
    TaskResult result = attempts.run(invocation);
    beating.interrupt();
    var delivery = new Delivery(plane, Thread::sleep, InstantSource.system());
    Delivery.Outcome outcome = delivery.deliver(result, invocation.deadline());
    System.out.println("Result of " + invocation.function() + ": " + outcome);
    return outcome == Delivery.Outcome.GIVEN_UP ? NOT_DELIVERED : DONE;
  }

  /** No function can be told to give up. */
  private static void endAtOnce() {
    System.err.println("The attempt is not the current one any more.");
    Runtime.getRuntime().halt(DONE);
  }
}
