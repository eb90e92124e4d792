package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.PodRequest;
import dev.zeroflow.scheduler.spec.Resources;
import java.time.Duration;

/** How attempts of a step are executed. */
public enum ExecutionMode {
  /** A call of a warm function, which answers within minutes. */
  REQUEST,
  /** A process or pod of its own, which may take hours. */
  JOB;

  /**
   * What decides.
   *
   * @param requestLimit longest time of a request; a step that declares more is a job
   * @param cluster whether steps have pods. On one machine every step has a process of its own, and
   *     a job would only start slower, so that nothing but its time makes one
   */
  public record Rule(Duration requestLimit, boolean cluster) {
    /**
     * The mode of a container.
     *
     * @param builtIn whether its image is that of a declared function
     */
    public ExecutionMode of(Executor.Container container, boolean builtIn) {
      Duration timeout = container.timeout();
      boolean takesLong = timeout != null && timeout.compareTo(requestLimit) > 0;
      return takesLong || (cluster && needsPod(container, builtIn)) ? JOB : REQUEST;
    }

    /** Pods of functions are the same for all steps, and only images of functions have them. */
    private static boolean needsPod(Executor.Container container, boolean builtIn) {
      return !builtIn
          || hasAccelerator(container.resources())
          || !container.pod().equals(PodRequest.NONE);
    }

    private static boolean hasAccelerator(Resources resources) {
      String count = resources.acceleratorCount();
      return resources.acceleratorType() != null && count != null && !count.equals("0");
    }
  }
}
