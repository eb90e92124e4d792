package dev.zeroflow.app.run;

import dev.zeroflow.metadata.run.RunState;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** State of a run or a task. */
@Enum("RunState")
@Description("State of a run or a task.")
public enum ApiRunState {
  @Description("Waits to start, or for its next attempt.")
  PENDING,

  @Description("Works.")
  RUNNING,

  @Description("Ended well.")
  SUCCEEDED,

  @Description("Was not needed.")
  SKIPPED,

  @Description("Ended with an error.")
  FAILED,

  @Description("Is being stopped.")
  CANCELING,

  @Description("Was stopped.")
  CANCELED,

  @Description("Starts nothing new.")
  PAUSED;

  /** The state as it is shown. */
  public static ApiRunState of(RunState value) {
    return switch (value) {
      case PENDING -> PENDING;
      case RUNNING -> RUNNING;
      case SUCCEEDED -> SUCCEEDED;
      case SKIPPED -> SKIPPED;
      case FAILED -> FAILED;
      case CANCELING -> CANCELING;
      case CANCELED -> CANCELED;
      case PAUSED -> PAUSED;
    };
  }

  /** The state as it is stored. */
  public RunState stored() {
    return switch (this) {
      case PENDING -> RunState.PENDING;
      case RUNNING -> RunState.RUNNING;
      case SUCCEEDED -> RunState.SUCCEEDED;
      case SKIPPED -> RunState.SKIPPED;
      case FAILED -> RunState.FAILED;
      case CANCELING -> RunState.CANCELING;
      case CANCELED -> RunState.CANCELED;
      case PAUSED -> RunState.PAUSED;
    };
  }
}
