package dev.zeroflow.app.auth;

import dev.zeroflow.app.auth.Caller.AttemptCaller;
import java.util.Optional;

/** Knows which attempt a token belongs to. May block; safe for use by many threads. */
public interface AttemptDirectory {
  /** The attempt, if the token is the one of a running attempt. */
  Optional<AttemptCaller> byToken(String token);
}
