package dev.zeroflow.app.tracking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** State of a trace. */
@Enum("TraceState")
@Description("State of a trace.")
public enum ApiTraceState {
  @Description("Nobody has said.")
  STATE_UNSPECIFIED,
  @Description("Its root has not ended.")
  IN_PROGRESS,
  @Description("Ended well.")
  OK,
  @Description("Ended with an error.")
  ERROR
}
