package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.tracking.View;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What of what is put away is seen. */
@Enum("TrackingView")
@Description("What of what is put away is seen.")
public enum ApiView {
  @Description("What is not put away.")
  ACTIVE_ONLY,
  @Description("What is put away.")
  DELETED_ONLY,
  @Description("Both.")
  ALL;

  View view() {
    return View.valueOf(name());
  }
}
