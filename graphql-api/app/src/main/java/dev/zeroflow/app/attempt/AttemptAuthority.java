package dev.zeroflow.app.attempt;

import dev.zeroflow.scheduler.engine.AttemptRef;
import dev.zeroflow.scheduler.engine.AttemptTokens;
import dev.zeroflow.scheduler.port.RunStore;
import java.util.Optional;

/** Knows which attempt a token speaks for: only the one that may still complete its task. */
public final class AttemptAuthority {
  private final AttemptTokens tokens;
  private final RunStore runs;

  public AttemptAuthority(AttemptTokens tokens, RunStore runs) {
    this.tokens = tokens;
    this.runs = runs;
  }

  /** The attempt that the token was made for, whether it still runs or not; empty if forged. */
  public Optional<AttemptRef> named(String token) {
    return tokens.read(token);
  }

  /** The attempt, empty if the token is forged or its time is over. */
  public Optional<AttemptRef> byToken(String token) {
    return tokens
        .read(token)
        .filter(attempt -> runs.isCurrent(attempt.run(), attempt.task(), attempt.attempt()));
  }
}
