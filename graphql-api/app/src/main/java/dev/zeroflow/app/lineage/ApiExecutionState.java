package dev.zeroflow.app.lineage;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** State of the lineage record of a task. */
@Enum("ExecutionState")
@Description("State of the lineage record of a task.")
public enum ApiExecutionState {
  @Description("Recorded, not started.")
  NEW,

  @Description("Works.")
  RUNNING,

  @Description("Ended well.")
  COMPLETE,

  @Description("Ended with an error.")
  FAILED,

  @Description("Took the outputs of an earlier execution.")
  CACHED,

  @Description("Was stopped.")
  CANCELED;

  static ApiExecutionState of(dev.zeroflow.metadata.lineage.ExecutionState value) {
    return switch (value) {
      case NEW -> NEW;
      case RUNNING -> RUNNING;
      case COMPLETE -> COMPLETE;
      case FAILED -> FAILED;
      case CACHED -> CACHED;
      case CANCELED -> CANCELED;
    };
  }
}
