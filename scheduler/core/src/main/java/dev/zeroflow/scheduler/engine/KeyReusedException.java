package dev.zeroflow.scheduler.engine;

import java.util.UUID;

/**
 * An idempotency key came again with something else to run. Carries the run that the key names;
 * nothing was stored.
 */
public final class KeyReusedException extends RuntimeException {
  private final UUID run;

  KeyReusedException(UUID run) {
    super("the key names run " + run + ", which was submitted with something else");
    this.run = run;
  }

  /** The run of the first submission. */
  public UUID run() {
    return run;
  }
}
