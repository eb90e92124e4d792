package dev.zeroflow.app.tracking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** How a span has ended. */
@Enum("SpanStatus")
@Description("How a span has ended.")
public enum ApiSpanStatus {
  @Description("Nobody has said.")
  UNSET,
  @Description("Well.")
  OK,
  @Description("With an error.")
  ERROR
}
