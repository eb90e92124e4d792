package dev.zeroflow.app.api;

import io.smallrye.graphql.api.ErrorCode;

/** A mutation names something that the caller's project does not have. */
@ErrorCode("NOT_FOUND")
public final class NotFoundException extends RefusedException {
  public NotFoundException(String message) {
    super(message, null);
  }
}
