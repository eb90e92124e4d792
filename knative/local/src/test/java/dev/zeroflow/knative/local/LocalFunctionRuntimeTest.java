package dev.zeroflow.knative.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionRuntimeContract;
import dev.zeroflow.scheduler.port.FunctionStatus.State;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import dev.zeroflow.scheduler.port.Scale;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract and what is particular to this machine, with real child processes. */
class LocalFunctionRuntimeTest extends FunctionRuntimeContract {
  private static final Duration MOMENT = Duration.ofMillis(200);

  @TempDir private Path work;
  private final ConcurrentLinkedQueue<FunctionEvent> events = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();

  /** How much later than the system's clock the runtime believes it to be. */
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  private LocalFunctionRuntime runtime;

  @BeforeEach
  void start() throws Exception {
    var images =
        Map.of(
            "test/working", TestImage.in("serve"),
            "test/broken", TestImage.in("fail"),
            "test/never-ready", TestImage.in("never-ready"),
            "test/stubborn", TestImage.in("stubborn"));
    var config =
        new LocalRuntimeConfig(
            work,
            images,
            Duration.ofMillis(50),
            Duration.ofMillis(20),
            PATIENCE,
            MOMENT,
            MOMENT,
            1 << 20);
    InstantSource clock = () -> Instant.now().plus(ahead.get());
    runtime =
        new LocalFunctionRuntime(
            config,
            (function, replica, text) -> output.add(replica + ": " + text),
            events::add,
            clock,
            Executors.newSingleThreadScheduledExecutor());
  }

  @AfterEach
  void close() {
    runtime.close();
    assertThat(children()).as("children after close").isEmpty();
  }

  @Override
  protected FunctionRuntime runtime() {
    return runtime;
  }

  @Override
  protected String workingImage() {
    return "test/working";
  }

  @Override
  protected String brokenImage() {
    return "test/broken";
  }

  @Test
  void aBurstFromZeroIsServedByNoMoreProcessesThanAllowed() throws Exception {
    runtime.ensure(spec("burst", workingImage(), Map.of(), scale(0, 5, 1)));
    var replies = new ArrayList<Future<FunctionReply>>();
    for (int i = 0; i < 100; i++) {
      replies.add(submit(get("burst", "/overlap")));
    }

    int most = 0;
    for (var reply : replies) {
      while (!reply.isDone()) {
        most = Math.max(most, children().size());
        Thread.onSpinWait();
      }
      assertThat(text(reply.get())).as("calls at once on a replica").isEqualTo("1");
    }

    assertThat(most).isBetween(1, 5);
    assertThat(status("burst").replicas()).isBetween(1, 5);
  }

  @Test
  void severalReplicasServeHeldCallsAtOnce() throws Exception {
    runtime.ensure(spec("wide", workingImage(), Map.of(), scale(0, 3, 1)));
    var calls = List.of(hold("wide", "gate"), hold("wide", "gate"), hold("wide", "gate"));

    awaitEntered("gate", 3);
    assertThat(children()).hasSize(3);

    open("gate");
    for (var call : calls) {
      assertThat(call.get().status()).isEqualTo(200);
    }
  }

  @Test
  void anIdleFunctionGoesToZeroAndComesBack() throws Exception {
    runtime.ensure(spec("idle", workingImage(), Map.of(), scale(0, 1, 1)));
    runtime.invoke(get("idle", "/echo"));

    ahead.set(Duration.ofMinutes(3));
    eventually(() -> status("idle").state() == State.ZERO);

    assertThat(children()).isEmpty();
    assertThat(runtime.invoke(get("idle", "/echo")).cold()).isTrue();
    assertThat(events)
        .extracting(FunctionEvent::state)
        .containsExactly(
            State.ACTIVATING,
            State.ACTIVE,
            State.DRAINING,
            State.ZERO,
            State.ACTIVATING,
            State.ACTIVE);
  }

  @Test
  void aBusyFunctionIsNotIdleHoweverLongItsCallTakes() throws Exception {
    runtime.ensure(spec("long", workingImage(), Map.of(), scale(0, 1, 1)));
    var running = hold("long", "gate");
    awaitEntered("gate", 1);

    ahead.set(Duration.ofHours(2));
    runtime.tick();
    runtime.tick();

    assertThat(status("long").state()).isEqualTo(State.ACTIVE);
    open("gate");
    assertThat(running.get().status()).isEqualTo(200);
  }

  @Test
  void theMinimumScaleIsKeptWithoutACall() {
    runtime.ensure(spec("warm", workingImage(), Map.of(), scale(2, 3, 1)));

    eventually(() -> children().size() == 2 && status("warm").state() == State.ACTIVE);
  }

  @Test
  void aFailedStartShowsTheLastLinesOfTheProcess() {
    runtime.ensure(spec("broken", brokenImage(), Map.of(), oneAtATime(10)));

    assertThat(failure(get("broken", "/echo")))
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("line 11\n")
        .hasMessageContaining("line 30")
        .hasMessageNotContaining("line 10\n");
    assertThat(output).contains("broken-00001-1: line 1");
  }

  @Test
  void afterAFailedStartTheNextCallTriesAgain() {
    runtime.ensure(spec("broken", brokenImage(), Map.of(), oneAtATime(10)));

    assertThat(failure(get("broken", "/echo")).reason()).isEqualTo(Reason.START_FAILED);
    assertThat(failure(get("broken", "/echo")).reason()).isEqualTo(Reason.START_FAILED);

    assertThat(output).contains("broken-00001-2: line 1");
  }

  @Test
  void anUnknownImageIsNamedWithTheKnownOnes() {
    runtime.ensure(spec("lost", "test/nowhere", Map.of(), oneAtATime(10)));

    var failure = failure(get("lost", "/echo"));

    assertThat(failure.reason()).isEqualTo(Reason.START_FAILED);
    assertThat(failure).hasMessageContaining("test/nowhere").hasMessageContaining("test/working");
  }

  @Test
  void aReplicaThatNeverListensFailsWhenItsTimeIsOver() {
    var scale = new Scale(0, 1, 1, Duration.ofMinutes(1), Duration.ZERO, MOMENT, 10);
    runtime.ensure(spec("mute", "test/never-ready", Map.of(), scale));

    var failure = failure(get("mute", "/echo"));

    assertThat(failure.reason()).isEqualTo(Reason.START_FAILED);
    assertThat(failure).hasMessageContaining("not ready after");
  }

  @Test
  void aCallThatEndsBeforeItsReplicaIsReadyTimesOut() {
    runtime.ensure(spec("mute", "test/never-ready", Map.of(), oneAtATime(10)));

    var failure = failure(call("mute", "/echo", MOMENT));

    assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void aCrashTellsTheExitCode() {
    runtime.ensure(spec("fragile"));

    assertThat(failure(get("fragile", "/crash"))).hasMessageContaining("exit code 42");
  }

  @Test
  void theEnvironmentHoldsKnativesVariablesAndNothingOfTheServer() throws Exception {
    runtime.ensure(spec("env", workingImage(), Map.of("SECRET", "s3cr3t"), oneAtATime(10)));

    var lines = text(runtime.invoke(get("env", "/environment"))).lines().toList();

    assertThat(lines)
        .contains("K_SERVICE=env", "K_CONFIGURATION=env", "K_REVISION=env-00001", "SECRET=s3cr3t")
        .contains("ZEROFLOW_EXIT_WITH_PARENT=true");
    assertThat(lines)
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .isSubsetOf(
            "HOME",
            "K_CONFIGURATION",
            "K_REVISION",
            "K_SERVICE",
            "LANG",
            "PATH",
            "PORT",
            "PWD-IS",
            "SECRET",
            "TMPDIR",
            "ZEROFLOW_EXIT_WITH_PARENT");
  }

  @Test
  void aReplicaHasADirectoryOfItsOwnThatGoesAwayWithIt() throws Exception {
    runtime.ensure(spec("home"));
    String lines = text(runtime.invoke(get("home", "/environment")));
    Path directory = Path.of(lines.substring(lines.indexOf("PWD-IS=") + "PWD-IS=".length()));

    assertThat(directory).isDirectory().startsWith(work.toRealPath());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");

    runtime.remove("home");
    eventually(() -> !Files.exists(directory));
  }

  @Test
  void aChangedSpecificationIsANewRevision() throws Exception {
    runtime.ensure(spec("rev"));
    runtime.ensure(spec("rev", workingImage(), Map.of("A", "B"), oneAtATime(10)));

    var reply = runtime.invoke(get("rev", "/variable?K_REVISION"));

    assertThat(text(reply)).isEqualTo("rev-00002");
  }

  @Test
  void aCancelledCallEndsTheReplicaThatWorksForIt() throws Exception {
    runtime.ensure(spec("slow"));
    long pid = Long.parseLong(text(runtime.invoke(get("slow", "/pid"))));
    var call = get("slow", holdPath("gate"));
    var caller = Executors.newVirtualThreadPerTaskExecutor().submit(() -> failure(call));
    awaitEntered("gate", 1);

    runtime.cancel(call.callId());

    assertThat(caller.get().reason()).isEqualTo(Reason.CANCELLED);
    eventually(() -> ProcessHandle.of(pid).isEmpty());
  }

  @Test
  void aTooLargeReplyIsRefused() {
    runtime.ensure(spec("big"));

    var failure = failure(get("big", "/big?" + ((1 << 20) + 1)));

    assertThat(failure.reason()).isEqualTo(Reason.CONNECTION_LOST);
    assertThat(failure).hasMessageContaining("1048576");
  }

  @Test
  void descendantsOfAReplicaEndWithIt() throws Exception {
    runtime.ensure(spec("parent"));
    long pid = Long.parseLong(text(runtime.invoke(get("parent", "/spawn"))));
    assertThat(ProcessHandle.of(pid)).isPresent();

    runtime.remove("parent");

    eventually(() -> ProcessHandle.of(pid).isEmpty());
  }

  @Test
  void aReplicaThatIgnoresSigtermIsKilled() throws Exception {
    runtime.ensure(spec("stubborn", "test/stubborn", Map.of(), oneAtATime(10)));
    runtime.invoke(get("stubborn", "/echo"));

    runtime.remove("stubborn");

    eventually(() -> children().isEmpty());
  }

  @Test
  void closingCancelsWhatRunsAndWhatWaits() throws Exception {
    runtime.ensure(spec("slow"));
    var callers = Executors.newVirtualThreadPerTaskExecutor();
    var running = callers.submit(() -> failure(get("slow", holdPath("gate"))));
    awaitEntered("gate", 1);
    var waiting = callers.submit(() -> failure(get("slow", "/echo")));

    runtime.close();

    assertThat(running.get().reason()).isEqualTo(Reason.CANCELLED);
    assertThat(waiting.get().reason()).isEqualTo(Reason.CANCELLED);
    assertThat(failure(get("slow", "/echo")).reason()).isEqualTo(Reason.CANCELLED);
  }

  @Test
  void whatAKilledServerLeftBehindIsDeletedAtStart() throws Exception {
    runtime.close();
    Path leftover = Files.createDirectories(work.resolve("replicas").resolve("old").resolve("x"));

    start();

    assertThat(leftover.getParent()).doesNotExist();
  }

  @Test
  void replicasEndWhenTheServerIsKilled() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var server =
        new ProcessBuilder(java, "-cp", classPath, KilledServer.class.getName(), work.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long replica;
    try (var lines = server.inputReader()) {
      replica = Long.parseLong(lines.readLine());
    } finally {
      server.destroyForcibly().waitFor();
    }

    eventually(() -> ProcessHandle.of(replica).isEmpty());
  }

  private static Scale scale(int min, int max, int concurrency) {
    return new Scale(
        min, max, concurrency, Duration.ofMinutes(1), Duration.ofSeconds(30), PATIENCE, 1000);
  }

  private static String text(FunctionReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }
}
