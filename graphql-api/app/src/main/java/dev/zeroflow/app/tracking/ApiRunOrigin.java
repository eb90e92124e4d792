package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.tracking.RunOrigin;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Where a tracking run comes from. */
@Enum("TrackingRunOrigin")
@Description("Where a tracking run comes from.")
public enum ApiRunOrigin {
  @Description("A notebook or script.")
  CLIENT,
  @Description("A task of a pipeline run.")
  TASK,
  @Description("A pipeline run.")
  PIPELINE;

  static ApiRunOrigin of(RunOrigin origin) {
    return valueOf(origin.name());
  }
}
