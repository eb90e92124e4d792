package dev.zeroflow.app.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.port.FunctionCall;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.FunctionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The function {@code tasks}, which says of every call that the result comes later. */
@Alternative
@ApplicationScoped
class TestedFunction implements FunctionRuntime {
  private static final long LIMIT_SECONDS = 20;

  private final ObjectMapper json;
  private final Map<String, BlockingQueue<TaskInvocation>> calls = new ConcurrentHashMap<>();

  TestedFunction(ObjectMapper json) {
    this.json = json;
  }

  /** The next call for a run. */
  TaskInvocation called(String run) {
    try {
      TaskInvocation call = calls(run).poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (call == null) {
        throw new AssertionError("no call for run " + run);
      }
      return call;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean isCalled(String run) {
    return !calls(run).isEmpty();
  }

  private BlockingQueue<TaskInvocation> calls(String run) {
    return calls.computeIfAbsent(run, id -> new LinkedBlockingQueue<>());
  }

  @Override
  public FunctionReply invoke(FunctionCall call) {
    try {
      TaskInvocation invocation = json.readValue(call.body(), TaskInvocation.class);
      calls(invocation.runId()).add(invocation);
      return new FunctionReply(202, Map.of(), new byte[0], false, Duration.ZERO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void ensure(FunctionSpec spec) {}

  @Override
  public void remove(String function) {}

  @Override
  public void cancel(String callId) {}

  @Override
  public List<FunctionStatus> describe() {
    return List.of(
        new FunctionStatus(
            "tasks",
            FunctionKind.TASK,
            FunctionStatus.State.ACTIVE,
            1,
            "it is the test",
            Instant.EPOCH,
            null));
  }
}
