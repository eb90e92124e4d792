package dev.zeroflow.app.api;

import org.jspecify.annotations.Nullable;

/** An error whose code and message a client sees. Every other exception is hidden. */
public abstract sealed class RefusedException extends RuntimeException
    permits BadInputException,
        NotFoundException,
        ConflictException,
        UnauthenticatedException,
        ForbiddenException,
        TimedOutException,
        UnavailableException,
        InternalException {
  RefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
