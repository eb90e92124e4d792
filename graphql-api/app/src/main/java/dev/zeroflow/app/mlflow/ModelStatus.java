package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.LoggedModelState;
import org.jspecify.annotations.Nullable;

/** States of logged models in the words of clients. */
enum ModelStatus {
  LOGGED_MODEL_STATUS_UNSPECIFIED,
  LOGGED_MODEL_PENDING,
  LOGGED_MODEL_READY,
  LOGGED_MODEL_UPLOAD_FAILED;

  static ModelStatus of(LoggedModelState state) {
    return switch (state) {
      case PENDING -> LOGGED_MODEL_PENDING;
      case READY -> LOGGED_MODEL_READY;
      case UPLOAD_FAILED -> LOGGED_MODEL_UPLOAD_FAILED;
    };
  }

  /** Reads a name; 400 if it is none of a state. */
  static LoggedModelState parse(@Nullable String text) {
    for (ModelStatus status : values()) {
      if (status.name().equals(text)) {
        return status.state();
      }
    }
    throw unknown(text);
  }

  private LoggedModelState state() {
    return switch (this) {
      case LOGGED_MODEL_PENDING -> LoggedModelState.PENDING;
      case LOGGED_MODEL_READY -> LoggedModelState.READY;
      case LOGGED_MODEL_UPLOAD_FAILED -> LoggedModelState.UPLOAD_FAILED;
      case LOGGED_MODEL_STATUS_UNSPECIFIED -> throw unknown(name());
    };
  }

  private static HttpFailure unknown(@Nullable String text) {
    return HttpFailure.badInput(
        "Invalid model status '%s': it must be LOGGED_MODEL_PENDING, LOGGED_MODEL_READY or LOGGED_MODEL_UPLOAD_FAILED"
            .formatted(text));
  }
}
