package dev.zeroflow.app.graphql;

import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.List;

/** A runtime with one function at zero, which refuses to be asked on an event loop. */
@Alternative
@ApplicationScoped
class OneFunction implements FunctionRuntime {
  @Override
  public void ensure(FunctionSpec spec) {}

  @Override
  public void remove(String function) {}

  @Override
  public FunctionReply invoke(FunctionCall call) throws FunctionUnavailableException {
    throw new FunctionUnavailableException(
        call.function(), FunctionUnavailableException.Reason.UNKNOWN_FUNCTION, "nothing runs here");
  }

  @Override
  public void cancel(String callId) {}

  @Override
  public List<FunctionStatus> describe() {
    if (!Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("blocking work on " + Thread.currentThread());
    }
    return List.of(
        new FunctionStatus(
            "tasks",
            FunctionKind.TASK,
            FunctionStatus.State.ZERO,
            0,
            "idle for 60 s",
            Digits.NOW,
            Duration.ofMillis(1500)));
  }
}
