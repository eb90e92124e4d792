package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * One command while it is carried out, on one thread. What carrying it out led to is kept, so that
 * only the commit is repeated when the store does not answer: a function is called once per
 * attempt.
 */
final class CommandInFlight {
  private final CommandRunner runner;
  private final ClaimedCommand command;
  private @Nullable RunEvent event;
  private boolean happened;
  private boolean poisoned;

  CommandInFlight(CommandRunner runner, ClaimedCommand command) {
    this.runner = runner;
    this.command = command;
  }

  /** Goes on from where the last call got to; returns when the effect is committed. */
  void advance() {
    if (!happened) {
      event = runner.effect(command);
      happened = true;
    }
    runner.conclude(command, event);
  }

  /** From now on the command ends its run; false if it was to do so already. */
  boolean poison(RuntimeException cause) {
    if (poisoned) {
      return false;
    }
    var error =
        new TaskError("INTERNAL", ErrorCategory.INTERNAL, String.valueOf(cause.getMessage()), null);
    event = new RunEvent.Poisoned(Storable.error(error));
    happened = true;
    poisoned = true;
    return true;
  }
}
