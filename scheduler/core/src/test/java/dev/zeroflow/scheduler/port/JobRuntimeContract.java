package dev.zeroflow.scheduler.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.port.JobEnd.Reason;
import dev.zeroflow.scheduler.port.JobStatus.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link JobRuntime} shows to its callers. A runtime's test extends it and says how jobs
 * of its kind end.
 */
public abstract class JobRuntimeContract {
  /** Far beyond any test. */
  protected static final Instant LATER = Instant.now().plus(Duration.ofHours(1));

  protected final List<String> told = new CopyOnWriteArrayList<>();

  /** The runtime under test, the same one during one test. */
  protected abstract JobRuntime runtime();

  /** An image whose jobs run until they are ended. */
  protected abstract String lastingImage();

  /** Lets the program of a running job end well, or with exit code 3. */
  protected abstract void finish(String id, boolean well);

  /** How many programs of a job have been started. */
  protected abstract int starts(String id);

  /** Hears what the runtime tells; again for a runtime that was made later. */
  @BeforeEach
  protected void listen() {
    runtime().listen((id, end) -> told.add(id + " " + end.reason()));
  }

  @Test
  void aJobRunsUntilItsProgramEnds() throws Exception {
    runtime().start(job("a"));
    awaitState("a", State.RUNNING);
    assertThat(told).isEmpty();
    finish("a", true);
    eventually(() -> told.equals(List.of("a DONE")));
  }

  @Test
  void aProgramThatFailsSaysSo() throws Exception {
    runtime().start(job("a"));
    awaitState("a", State.RUNNING);
    finish("a", false);
    eventually(() -> told.equals(List.of("a EXIT_CODE")));
  }

  @Test
  void aJobIsStartedOnceHoweverOftenItIsAskedFor() throws Exception {
    runtime().start(job("a"));
    runtime().start(job("a"));
    awaitState("a", State.RUNNING);
    runtime().start(job("a"));
    assertThat(starts("a")).isEqualTo(1);
    assertThat(runtime().describe()).extracting(JobStatus::id).containsExactly("a");
  }

  @Test
  void aJobThatIsCancelledEnds() throws Exception {
    runtime().start(job("a"));
    awaitState("a", State.RUNNING);
    runtime().cancel("a");
    eventually(() -> told.contains("a CANCELLED"));
    runtime().cancel("a");
    runtime().cancel("nobody");
    eventually(() -> runtime().find("a").map(it -> it.state() == State.ENDED).orElse(true));
    assertThat(told).containsOnly("a CANCELLED");
  }

  @Test
  void jobsAreToldApart() throws Exception {
    runtime().start(job("b"));
    runtime().start(job("a"));
    awaitState("a", State.RUNNING);
    awaitState("b", State.RUNNING);
    finish("b", true);
    eventually(() -> told.equals(List.of("b DONE")));
    assertThat(runtime().find("a").map(JobStatus::state)).contains(State.RUNNING);
    assertThat(runtime().find("c")).isEmpty();
  }

  @Test
  void aStatusNamesItsFunction() throws Exception {
    runtime().start(job("a"));
    awaitState("a", State.RUNNING);
    assertThat(runtime().describe()).extracting(JobStatus::function).containsExactly("train");
  }

  @Test
  void whatAJobIsToldHasALimit() {
    byte[] large = new byte[JobSpec.MAX_EVENT_BYTES + 1];
    assertThatThrownBy(() -> job("a", LATER, large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pass large values as artifacts");
  }

  /** A job of the lasting image. */
  protected final JobSpec job(String id) {
    return job(id, LATER, event(id));
  }

  /** What the jobs of this runtime understand. */
  protected byte[] event(String id) {
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  protected final JobSpec job(String id, Instant deadline, byte[] event) {
    return new JobSpec(
        id, "train", lastingImage(), List.of(), Map.of(), PodSettings.NONE, deadline, event);
  }

  protected final void awaitState(String id, State state) {
    eventually(() -> runtime().find(id).map(it -> it.state() == state).orElse(false));
  }

  /** Polls until the condition holds. */
  protected static void eventually(Callable<Boolean> condition) {
    FunctionRuntimeContract.eventually(condition::call);
  }

  /** The reasons that were told of a job. */
  protected final boolean wasTold(String id, Reason reason) {
    return told.contains(id + " " + reason);
  }
}
