package dev.zeroflow.contract;

/** Types of the CloudEvents that Zeroflow sends. */
public final class CloudEventTypes {
  /** Control plane to function: {@link TaskInvocation}; the id is {@code run/task/attempt}. */
  public static final String TASK_INVOKE = "dev.zeroflow.task.invoke";

  /** Function to control plane: {@link TaskResult} without an error. */
  public static final String TASK_SUCCEEDED = "dev.zeroflow.task.succeeded";

  /** Function to control plane: {@link TaskResult} with an error. */
  public static final String TASK_FAILED = "dev.zeroflow.task.failed";

  private CloudEventTypes() {}
}
