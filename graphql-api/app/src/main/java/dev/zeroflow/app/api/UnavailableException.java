package dev.zeroflow.app.api;

import io.smallrye.graphql.api.ErrorCode;

/** What is stored cannot be reached now; the same request may succeed later. */
@ErrorCode("UNAVAILABLE")
public final class UnavailableException extends RefusedException {
  public UnavailableException(String message) {
    super(message, null);
  }
}
