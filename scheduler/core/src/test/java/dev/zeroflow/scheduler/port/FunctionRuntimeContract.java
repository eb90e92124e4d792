package dev.zeroflow.scheduler.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zeroflow.scheduler.port.FunctionStatus.State;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link FunctionRuntime} shows to its callers. A runtime's test extends it and offers
 * an image whose functions answer these requests:
 *
 * <ul>
 *   <li>{@code /echo}: 200 with the body of the request, its content type, and the method in the
 *       header {@code X-Method}
 *   <li>{@code /status?N}: the status N
 *   <li>{@code /variable?NAME}: the value of a variable of the environment, or nothing
 *   <li>{@code /hold?FILE}: appends one byte to {@code FILE.entered}, waits until FILE exists,
 *       answers 200
 *   <li>{@code /overlap}: stays for a few milliseconds, then answers the most requests that the
 *       replica ever had at once
 *   <li>{@code /crash}: the replica ends at once
 * </ul>
 */
public abstract class FunctionRuntimeContract {
  /** Far above what any step here takes, so that only a hang runs into it. */
  protected static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir protected Path gates;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger callIds = new AtomicInteger();

  /** The runtime under test, the same one during one test. */
  protected abstract FunctionRuntime runtime();

  /** An image that answers as described above. */
  protected abstract String workingImage();

  /** An image whose replicas end before they are ready. */
  protected abstract String brokenImage();

  @AfterEach
  void stopCallers() {
    callers.shutdownNow();
  }

  @Test
  void aReplyCarriesStatusHeadersAndBody() throws Exception {
    runtime().ensure(spec("echo"));

    var body = "{\"x\":1}".getBytes(StandardCharsets.UTF_8);
    var headers = Map.of("Content-Type", "application/json");
    var reply =
        runtime().invoke(new FunctionCall("c", "echo", "PUT", "/echo", headers, body, PATIENCE));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(body);
    assertThat(reply.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("x-method", "PUT");
  }

  @Test
  void anyStatusIsAReply() throws Exception {
    runtime().ensure(spec("teapot"));

    assertThat(runtime().invoke(get("teapot", "/status?503")).status()).isEqualTo(503);
  }

  @Test
  void declaringStartsNothing() {
    runtime().ensure(spec("b"));
    runtime().ensure(spec("a"));

    assertThat(runtime().describe())
        .extracting(FunctionStatus::name, FunctionStatus::state, FunctionStatus::replicas)
        .containsExactly(tuple("a", State.ZERO, 0), tuple("b", State.ZERO, 0));
  }

  @Test
  void theFirstCallIsColdAndTheNextIsWarm() throws Exception {
    runtime().ensure(spec("echo"));

    assertThat(runtime().invoke(get("echo", "/echo")).cold()).isTrue();
    assertThat(runtime().invoke(get("echo", "/echo")).cold()).isFalse();
    assertThat(status("echo").state()).isEqualTo(State.ACTIVE);
    assertThat(status("echo").lastColdStart()).isNotNull();
  }

  @Test
  void anUndeclaredFunctionIsUnknown() {
    assertThat(failure(get("nobody", "/echo")).reason()).isEqualTo(Reason.UNKNOWN_FUNCTION);
  }

  @Test
  void aRemovedFunctionIsUnknownAndNoLongerListed() throws Exception {
    runtime().ensure(spec("echo"));
    runtime().invoke(get("echo", "/echo"));

    runtime().remove("echo");
    runtime().remove("echo");

    assertThat(failure(get("echo", "/echo")).reason()).isEqualTo(Reason.UNKNOWN_FUNCTION);
    assertThat(runtime().describe()).isEmpty();
  }

  @Test
  void aBrokenImageIsATypedFailureThatNamesTheFunction() {
    runtime().ensure(spec("broken", brokenImage(), Map.of(), oneAtATime(10)));

    var failure = failure(get("broken", "/echo"));

    assertThat(failure.reason()).isEqualTo(Reason.START_FAILED);
    assertThat(failure.function()).isEqualTo("broken");
    eventually(() -> status("broken").state() == State.FAILED);
  }

  @Test
  void aReplicaNeverTakesMoreThanItsContainerConcurrency() throws Exception {
    runtime().ensure(spec("one", workingImage(), Map.of(), oneAtATime(20)));
    var calls = new ArrayList<Future<FunctionReply>>();
    for (int i = 0; i < 20; i++) {
      calls.add(submit(get("one", "/overlap")));
    }

    for (var call : calls) {
      assertThat(call.get().body()).asString(StandardCharsets.UTF_8).isEqualTo("1");
      assertThat(call.get().waited()).isPositive();
    }
  }

  @Test
  void moreThanTheQueueLimitIsRefusedAtOnce() throws Exception {
    runtime().ensure(spec("busy", workingImage(), Map.of(), oneAtATime(2)));
    var running = new ArrayList<Future<FunctionReply>>();
    running.add(hold("busy", "gate"));
    awaitEntered("gate", 1);
    var refused = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      running.add(holdCounting(refused));
    }

    eventually(() -> refused.get() == 3);
    open("gate");

    for (var call : running) {
      call.get();
    }
    assertThat(refused).hasValue(3);
  }

  @Test
  void cancellingARunningCallFailsItsCaller() throws Exception {
    runtime().ensure(spec("slow"));
    var call = get("slow", holdPath("gate"));
    var caller = callers.submit(() -> failure(call));
    awaitEntered("gate", 1);

    runtime().cancel(call.callId());
    runtime().cancel(call.callId());

    assertThat(caller.get().reason()).isEqualTo(Reason.CANCELLED);
    open("gate");
    assertThat(runtime().invoke(get("slow", "/echo")).status()).isEqualTo(200);
  }

  @Test
  void cancellingAWaitingCallFailsItsCaller() throws Exception {
    runtime().ensure(spec("slow"));
    var running = hold("slow", "gate");
    awaitEntered("gate", 1);
    var call = get("slow", "/echo");
    var caller = callers.submit(() -> failure(call));

    eventually(
        () -> {
          runtime().cancel(call.callId());
          return caller.isDone();
        });

    assertThat(caller.get().reason()).isEqualTo(Reason.CANCELLED);
    open("gate");
    assertThat(running.get().status()).isEqualTo(200);
  }

  @Test
  void aCallEndsWhenItsTimeIsOver() throws Exception {
    runtime().ensure(spec("slow"));
    runtime().invoke(get("slow", "/echo"));

    var call = call("slow", holdPath("gate"), Duration.ofMillis(50));

    assertThat(failure(call).reason()).isEqualTo(Reason.TIMED_OUT);
    open("gate");
  }

  @Test
  void aCrashMidCallLosesThatCallOnly() throws Exception {
    runtime().ensure(spec("fragile"));

    assertThat(failure(get("fragile", "/crash")).reason()).isEqualTo(Reason.CONNECTION_LOST);
    assertThat(runtime().invoke(get("fragile", "/echo")).status()).isEqualTo(200);
  }

  @Test
  void anEqualSpecificationChangesNothing() throws Exception {
    runtime().ensure(spec("echo"));
    runtime().invoke(get("echo", "/echo"));

    runtime().ensure(spec("echo"));

    assertThat(runtime().invoke(get("echo", "/echo")).cold()).isFalse();
  }

  @Test
  void afterAChangeRunningCallsEndWhereTheyAreAndNewCallsSeeTheNewSpecification() throws Exception {
    runtime().ensure(spec("changing", workingImage(), Map.of("COLOUR", "red"), oneAtATime(10)));
    var running = hold("changing", "gate");
    awaitEntered("gate", 1);

    runtime().ensure(spec("changing", workingImage(), Map.of("COLOUR", "blue"), oneAtATime(10)));
    var reply = runtime().invoke(get("changing", "/variable?COLOUR"));

    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("blue");
    assertThat(running.isDone()).isFalse();
    open("gate");
    assertThat(running.get().status()).isEqualTo(200);
  }

  @Test
  void aRunningCallSurvivesTheRemovalOfItsFunction() throws Exception {
    runtime().ensure(spec("leaving"));
    var running = hold("leaving", "gate");
    awaitEntered("gate", 1);

    runtime().remove("leaving");
    open("gate");

    assertThat(running.get().status()).isEqualTo(200);
  }

  /** A function of the working image with one replica that takes one call at a time. */
  protected final FunctionSpec spec(String name) {
    return spec(name, workingImage(), Map.of(), oneAtATime(10));
  }

  /** A function of any image. */
  protected final FunctionSpec spec(
      String name, String image, Map<String, String> environment, Scale scale) {
    return new FunctionSpec(name, FunctionKind.TASK, image, environment, scale);
  }

  /** One replica, one call at a time, with a window that no test outlives. */
  protected static Scale oneAtATime(int queueLimit) {
    return new Scale(0, 1, 1, Duration.ofMinutes(10), Duration.ZERO, PATIENCE, queueLimit);
  }

  /** A GET with a fresh call id. */
  protected final FunctionCall get(String function, String path) {
    return call(function, path, PATIENCE);
  }

  /** A GET with a fresh call id and a time limit. */
  protected final FunctionCall call(String function, String path, Duration timeout) {
    String id = "call-" + callIds.incrementAndGet();
    return new FunctionCall(id, function, "GET", path, Map.of(), new byte[0], timeout);
  }

  /** Starts a call that stays inside its function until {@link #open} is called with its gate. */
  protected final Future<FunctionReply> hold(String function, String gate) {
    return submit(get(function, holdPath(gate)));
  }

  /** Makes a call on another thread. */
  protected final Future<FunctionReply> submit(FunctionCall call) {
    return callers.submit(() -> runtime().invoke(call));
  }

  /** Path and query of a request that waits for a gate. */
  protected final String holdPath(String gate) {
    return "/hold?" + gates.resolve(gate);
  }

  /** Lets the calls behind a gate go on. */
  protected final void open(String gate) throws Exception {
    Files.createFile(gates.resolve(gate));
  }

  /** Waits until this many calls stand before a gate, or have passed it. */
  protected final void awaitEntered(String gate, int calls) {
    eventually(() -> entered(gate) == calls);
  }

  /** Calls that have reached a gate so far. */
  protected final long entered(String gate) throws Exception {
    var file = gates.resolve(gate + ".entered");
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** The failure of a call that must fail. */
  protected final FunctionUnavailableException failure(FunctionCall call) {
    try {
      var reply = runtime().invoke(call);
      throw new AssertionError("expected a failure, got status " + reply.status());
    } catch (FunctionUnavailableException e) {
      return e;
    }
  }

  /** The status of a declared function. */
  protected final FunctionStatus status(String function) {
    List<FunctionStatus> all = runtime().describe();
    return all.stream().filter(s -> s.name().equals(function)).findAny().orElseThrow();
  }

  private Future<FunctionReply> holdCounting(AtomicInteger refused) {
    return callers.submit(
        () -> {
          try {
            return runtime().invoke(get("busy", holdPath("gate")));
          } catch (FunctionUnavailableException e) {
            assertThat(e.reason()).isEqualTo(Reason.QUEUE_FULL);
            refused.incrementAndGet();
            return new FunctionReply(0, Map.of(), new byte[0], false, Duration.ZERO);
          }
        });
  }

  /** Something to wait for. */
  @FunctionalInterface
  protected interface Condition {
    boolean holds() throws Exception;
  }

  /** Polls until the condition holds, at most {@link #PATIENCE}. */
  protected static void eventually(Condition condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.holds()) {
        assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
        Thread.sleep(5);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
