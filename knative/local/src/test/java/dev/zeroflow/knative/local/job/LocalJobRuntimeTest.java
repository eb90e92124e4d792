package dev.zeroflow.knative.local.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.knative.local.LocalImage;
import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.port.JobEnd.Reason;
import dev.zeroflow.scheduler.port.JobRefusedException;
import dev.zeroflow.scheduler.port.JobRuntime;
import dev.zeroflow.scheduler.port.JobRuntimeContract;
import dev.zeroflow.scheduler.port.JobSpec;
import dev.zeroflow.scheduler.port.JobStatus;
import dev.zeroflow.scheduler.port.JobStatus.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as real processes. */
class LocalJobRuntimeTest extends JobRuntimeContract {
  @TempDir private Path work;
  @TempDir private Path gates;
  private final List<String> printed = new CopyOnWriteArrayList<>();
  private LocalJobRuntime runtime;

  @BeforeEach
  void open() throws IOException {
    var images =
        Map.of(
            "train", new JobImage(program(gates), Map.of()),
            "nowhere", new JobImage(LocalImage.of(List.of("/no/such/program")), Map.of()));
    runtime =
        new LocalJobRuntime(
            new LocalJobConfig(work, images, 2, Duration.ofMillis(50), Duration.ofMillis(200)),
            (function, job, text) -> printed.add(function + " " + job + ": " + text),
            InstantSource.system());
    listen();
  }

  static LocalImage program(Path gates) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return LocalImage.of(
        List.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TestJob.class.getName(),
            gates.toString()));
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  @Override
  protected void listen() {
    if (runtime != null) {
      super.listen();
    }
  }

  @Override
  protected JobRuntime runtime() {
    return runtime;
  }

  @Override
  protected String lastingImage() {
    return "any";
  }

  @Override
  protected byte[] event(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void finish(String id, boolean well) {
    try {
      Path draft = Files.writeString(gates.resolve(id + ".draft"), well ? "0" : "3");
      Files.move(draft, gates.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected int starts(String id) {
    eventually(() -> Files.exists(gates.resolve(id + ".started")));
    return started(id).size();
  }

  private List<String> started(String id) {
    try {
      Path file = gates.resolve(id + ".started");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isGone(String id) {
    return ProcessHandle.of(Long.parseLong(started(id).getFirst()))
        .map(it -> !it.isAlive())
        .orElse(true);
  }

  @Test
  void whatAJobPrintsIsHandedOnAndItsFolderGoesAway() throws Exception {
    runtime.start(job("a"));
    assertThat(starts("a")).isEqualTo(1);
    finish("a", true);
    eventually(() -> wasTold("a", Reason.DONE));
    eventually(() -> printed.contains("train a: works on a"));
    try (Stream<Path> left = Files.list(work.resolve("jobs"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFailureHasTheLastLines() throws Exception {
    runtime.start(job("a"));
    starts("a");
    finish("a", false);
    eventually(() -> wasTold("a", Reason.EXIT_CODE));
    assertThat(runtime.find("a").map(JobStatus::reason).orElseThrow())
        .contains("exit code 3")
        .contains("works on a");
  }

  @Test
  void aJobEndsAtItsDeadline() throws Exception {
    runtime.start(job("a", Instant.now().plusMillis(500), event("a")));
    eventually(() -> wasTold("a", Reason.DEADLINE));
    assertThat(started("a").isEmpty() || isGone("a")).isTrue();
  }

  @Test
  void aCancelledJobLeavesNoProcess() throws Exception {
    runtime.start(job("a"));
    starts("a");
    runtime.cancel("a");
    eventually(() -> wasTold("a", Reason.CANCELLED));
    assertThat(isGone("a")).isTrue();
  }

  @Test
  void moreJobsThanThereIsRoomForWait() throws Exception {
    for (String id : List.of("a", "b", "c", "d")) {
      runtime.start(job(id));
    }
    eventually(() -> running().size() == 2);
    List<String> first = running();
    List<String> waiting = Stream.of("a", "b", "c", "d").filter(it -> !first.contains(it)).toList();
    runtime.cancel(waiting.getFirst());
    eventually(() -> wasTold(waiting.getFirst(), Reason.CANCELLED));
    assertThat(started(waiting.getFirst())).isEmpty();
    finish(first.getFirst(), true);
    awaitState(waiting.getLast(), State.RUNNING);
  }

  private List<String> running() {
    return runtime.describe().stream()
        .filter(it -> it.state() == State.RUNNING)
        .map(JobStatus::id)
        .toList();
  }

  @Test
  void whatCannotBeStartedSaysSo() throws Exception {
    runtime.start(job("a", "nowhere"));
    eventually(() -> wasTold("a", Reason.START_FAILED));
    assertThatThrownBy(() -> runtime.start(job("b", "unknown")))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("no jobs of function unknown run here, only of [nowhere, train]");
  }

  @Test
  void closingEndsEverything() throws Exception {
    runtime.start(job("a"));
    starts("a");
    runtime.close();
    assertThat(isGone("a")).isTrue();
    assertThatThrownBy(() -> runtime.start(job("b")))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("closing");
  }

  @Test
  void theJobsOfAKilledServerEndWithIt() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process server =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledJobServer.class.getName(),
                Files.createDirectory(work.resolve("other")).toString(),
                gates.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      starts("killed");
    } finally {
      server.destroyForcibly();
    }
    eventually(() -> isGone("killed"));
  }

  private JobSpec job(String id, String function) {
    return new JobSpec(
        id, function, "any", List.of(), Map.of(), PodSettings.NONE, LATER, event(id));
  }
}
