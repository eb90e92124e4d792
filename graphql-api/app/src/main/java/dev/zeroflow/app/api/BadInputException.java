package dev.zeroflow.app.api;

import io.smallrye.graphql.api.ErrorCode;

/** The request itself breaks a rule. */
@ErrorCode("BAD_INPUT")
public final class BadInputException extends RefusedException {
  public BadInputException(String message) {
    super(message, null);
  }
}
