package dev.zeroflow.app.api;

import io.smallrye.graphql.api.ErrorCode;

/** A defect or an outage: the client sees that, and the log why. */
@ErrorCode("INTERNAL")
public final class InternalException extends RefusedException {
  InternalException(Throwable cause) {
    super("the server could not answer; its log tells why", cause);
  }
}
