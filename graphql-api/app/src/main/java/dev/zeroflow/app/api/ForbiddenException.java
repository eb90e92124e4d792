package dev.zeroflow.app.api;

import io.smallrye.graphql.api.ErrorCode;

/** The caller is known and may not do this. */
@ErrorCode("FORBIDDEN")
public final class ForbiddenException extends RefusedException {
  public ForbiddenException(String message) {
    super(message, null);
  }
}
