package dev.zeroflow.app.api;

import io.smallrye.graphql.api.ErrorCode;

/** The caller said who it is, and it is not known. */
@ErrorCode("UNAUTHENTICATED")
public final class UnauthenticatedException extends RefusedException {
  public UnauthenticatedException(String message) {
    super(message, null);
  }
}
