package dev.zeroflow.app.bench;

import dev.zeroflow.contract.TaskInvocation;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.TaskInvoker;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The calls of functions: when each began and ended, and how many ran at once. */
final class CallMeter implements TaskInvoker {
  private final TaskInvoker invoker;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  CallMeter(TaskInvoker invoker) {
    this.invoker = invoker;
  }

  /**
   * A call of an attempt.
   *
   * @param begun when it was sent, in nanoseconds of the process
   * @param ended when its answer had come
   */
  record Call(String run, String task, int attempt, long begun, long ended) {}

  /** Everything since the last look, in the order of their ends. */
  List<Call> take() {
    List<Call> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  /** Most calls that ran at once since the last look. */
  int takeMost() {
    return most.getAndSet(0);
  }

  @Override
  public Reply invoke(String function, TaskInvocation invocation, Duration timeout)
      throws FunctionUnavailableException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    long begun = System.nanoTime();
    try {
      Reply reply = invoker.invoke(function, invocation, timeout);
      calls.add(
          new Call(
              invocation.runId(),
              invocation.taskId(),
              invocation.attempt(),
              begun,
              System.nanoTime()));
      return reply;
    } finally {
      running.decrementAndGet();
    }
  }

  @Override
  public void cancel(UUID run, String task, int attempt) {
    invoker.cancel(run, task, attempt);
  }
}
