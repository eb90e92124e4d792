package dev.zeroflow.app.api;

import io.smallrye.graphql.api.ErrorCode;

/** The request contradicts what is stored. */
@ErrorCode("CONFLICT")
public final class ConflictException extends RefusedException {
  public ConflictException(String message) {
    super(message, null);
  }
}
