package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.run.RunState;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** State of a tracking run. */
@Enum("TrackingRunState")
@Description("State of a tracking run.")
public enum ApiTrackingState {
  @Description("Is to begin.")
  PENDING("SCHEDULED"),
  @Description("Works.")
  RUNNING("RUNNING"),
  @Description("Ended well.")
  SUCCEEDED("FINISHED"),
  @Description("Ended with an error.")
  FAILED("FAILED"),
  @Description("Was stopped.")
  CANCELED("KILLED");

  /** The word of tracking clients, which filters use. */
  private final String word;

  ApiTrackingState(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static ApiTrackingState of(RunState state) {
    return switch (state) {
      case PENDING -> PENDING;
      case RUNNING, CANCELING, PAUSED -> RUNNING;
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case CANCELED, SKIPPED -> CANCELED;
    };
  }
}
