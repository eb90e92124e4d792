package dev.zeroflow.app.api;

import io.smallrye.graphql.api.ErrorCode;

/** A request asked for more than can be found in its time. */
@ErrorCode("TIMED_OUT")
public final class TimedOutException extends RefusedException {
  public TimedOutException(String message) {
    super(message, null);
  }
}
