package dev.zeroflow.scheduler.port;

import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import java.time.Duration;

/**
 * Calls the function of a task over the wire: a {@link FunctionRuntime} with the encoding of the
 * contract.
 */
public interface TaskInvoker {
  /**
   * Sends the invocation and waits for the result.
   *
   * @param function name of a declared function
   * @throws FunctionUnavailableException if no result came
   */
  Reply invoke(String function, TaskInvocation invocation, Duration timeout)
      throws FunctionUnavailableException;

  /**
   * A result and how it came.
   *
   * @param result what the function answered
   * @param cold whether the function had to start
   */
  record Reply(TaskResult result, boolean cold) {}
}
