package dev.zeroflow.app.serving;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Whether an inference service can be called. */
@Enum("ServiceState")
@Description("Whether an inference service can be called.")
public enum ApiServiceState {
  @Description("Stored, not declared yet.")
  PENDING,

  @Description("Declared; the first call starts it.")
  READY,

  @Description("Could not be declared.")
  FAILED;

  static ApiServiceState of(dev.zeroflow.metadata.serving.ServiceState value) {
    return switch (value) {
      case PENDING -> PENDING;
      case READY -> READY;
      case FAILED -> FAILED;
    };
  }
}
