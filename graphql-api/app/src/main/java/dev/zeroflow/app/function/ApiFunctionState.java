package dev.zeroflow.app.function;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Where a function is in its life. */
@Enum("FunctionState")
@Description("Where a function is in its life.")
public enum ApiFunctionState {
  @Description("No replica exists; the next call starts one.")
  ZERO,

  @Description("The first replica is starting.")
  ACTIVATING,

  @Description("At least one replica is ready.")
  ACTIVE,

  @Description("The last replicas finish their calls and go away.")
  DRAINING,

  @Description("The last attempt to start failed; the next call tries again.")
  FAILED;

  static ApiFunctionState of(dev.zeroflow.scheduler.port.FunctionStatus.State value) {
    return switch (value) {
      case ZERO -> ZERO;
      case ACTIVATING -> ACTIVATING;
      case ACTIVE -> ACTIVE;
      case DRAINING -> DRAINING;
      case FAILED -> FAILED;
    };
  }
}
