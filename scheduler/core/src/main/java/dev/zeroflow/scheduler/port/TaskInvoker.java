package dev.zeroflow.scheduler.port;

import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.contract.TaskResult;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Calls the function of a task over the wire: a {@link FunctionRuntime} with the encoding of the
 * contract.
 */
public interface TaskInvoker {
  /**
   * Sends the invocation and waits for the result, or for the word that it comes later.
   *
   * @param function name of a declared function
   * @throws FunctionUnavailableException if no result came
   */
  Reply invoke(String function, TaskInvocation invocation, Duration timeout)
      throws FunctionUnavailableException;

  /**
   * Gives the call of an attempt up: its caller gets the exception with the reason CANCELLED.
   * Idempotent.
   */
  void cancel(UUID run, String task, int attempt);

  /**
   * A result and how it came.
   *
   * @param result what the function answered, null if it will complete the task later
   * @param cold whether the function had to start
   */
  record Reply(@Nullable TaskResult result, boolean cold) {}
}
