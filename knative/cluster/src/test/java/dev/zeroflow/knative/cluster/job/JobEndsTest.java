package dev.zeroflow.knative.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.JobEnd;
import dev.zeroflow.scheduler.port.JobEnd.Reason;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobEndsTest {
  private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");
  private static final JobEnds ENDS = new JobEnds(Duration.ofMinutes(2), Duration.ofMinutes(30));

  @Test
  void aJobThatHasNotEndedHasNoEnd() {
    assertThat(end(job(), null, 3600)).isEmpty();
    assertThat(end(job(), running(), 36_000)).isEmpty();
    assertThat(end(job("FailureTarget", "PodFailurePolicy"), terminated("Error", 1), 0)).isEmpty();
  }

  @Test
  void aCompleteJobIsDone() {
    assertThat(end(job("Complete", ""), null, 0)).contains(Reason.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "OOMKilled, 137, OUT_OF_MEMORY",
    "Error, 3, EXIT_CODE",
    "StartError, 128, START_FAILED",
    "ContainerCannotRun, 127, START_FAILED"
  })
  void aFailedJobFailedAsItsContainerDid(String why, int code, Reason reason) {
    assertThat(end(job("Failed", "PodFailurePolicy"), terminated(why, code), 0)).contains(reason);
  }

  @Test
  void aFailureOfOtherKindsIsSeenFromJobAndPod() {
    assertThat(end(job("Failed", "DeadlineExceeded"), running(), 0)).contains(Reason.DEADLINE);
    assertThat(end(job("Failed", "BackoffLimitExceeded"), null, 0)).contains(Reason.EVICTED);
    Pod evicted =
        new PodBuilder(terminated("Error", 137))
            .editStatus()
            .withReason("Evicted")
            .endStatus()
            .build();
    assertThat(end(job("Failed", "x"), evicted, 0)).contains(Reason.EVICTED);
    Pod disrupted =
        new PodBuilder(terminated("Error", 143))
            .editStatus()
            .addNewCondition()
            .withType("DisruptionTarget")
            .withStatus("True")
            .withReason("PreemptionByScheduler")
            .endCondition()
            .endStatus()
            .build();
    assertThat(end(job("Failed", "x"), disrupted, 0)).contains(Reason.EVICTED);
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidImageName, 0, IMAGE_PULL",
    "ErrImagePull, 60,",
    "ImagePullBackOff, 119,",
    "ImagePullBackOff, 121, IMAGE_PULL",
    "CreateContainerConfigError, 119,",
    "CreateContainerConfigError, 121, START_FAILED",
    "ContainerCreating, 36000,"
  })
  void anImageThatCannotBeHadEndsTheWait(String waiting, int seconds, Reason reason) {
    assertThat(end(job(), waiting(waiting), seconds)).isEqualTo(Optional.ofNullable(reason));
  }

  @ParameterizedTest
  @CsvSource({"1799,", "1801, UNSCHEDULABLE"})
  void aPodThatNoNodeTakesIsGivenUpAfterAWhile(int seconds, Reason reason) {
    Pod pod =
        new PodBuilder(pod())
            .withNewStatus()
            .withPhase("Pending")
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("0/3 nodes are available: 3 Insufficient nvidia.com/gpu.")
            .endCondition()
            .endStatus()
            .build();
    assertThat(end(job(), pod, seconds)).isEqualTo(Optional.ofNullable(reason));
    assertThat(ENDS.of(job(), pod, MADE.plusSeconds(1801)).map(JobEnd::message).orElseThrow())
        .contains("Insufficient nvidia.com/gpu");
  }

  @ParameterizedTest
  @CsvSource({"59,", "61, EVICTED"})
  void aPodThatDoesNotGoAwayIsLostWithItsNode(int seconds, Reason reason) {
    Pod pod =
        new PodBuilder(running())
            .editMetadata()
            .withDeletionTimestamp(MADE.toString())
            .endMetadata()
            .build();
    assertThat(end(job(), pod, seconds)).isEqualTo(Optional.ofNullable(reason));
  }

  private static Optional<Reason> end(Job job, Pod pod, long seconds) {
    return ENDS.of(job, pod, MADE.plusSeconds(seconds)).map(JobEnd::reason);
  }

  static Job job() {
    return new JobBuilder().withNewMetadata().withName("a").endMetadata().build();
  }

  static Job job(String condition, String reason) {
    return new JobBuilder(job())
        .withNewStatus()
        .addNewCondition()
        .withType(condition)
        .withStatus("True")
        .withReason(reason)
        .withMessage("why")
        .endCondition()
        .endStatus()
        .build();
  }

  private static Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("a-x")
        .withCreationTimestamp(MADE.toString())
        .endMetadata()
        .build();
  }

  private static Pod running() {
    return new PodBuilder(pod()).withNewStatus().withPhase("Running").endStatus().build();
  }

  private static Pod terminated(String reason, int code) {
    var state =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withReason(reason)
            .withExitCode(code)
            .endTerminated()
            .build();
    return new PodBuilder(pod())
        .withNewStatus()
        .withPhase("Failed")
        .addNewContainerStatus()
        .withState(state)
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static Pod waiting(String reason) {
    var state = new ContainerStateBuilder().withNewWaiting("message", reason).build();
    return new PodBuilder(pod())
        .withNewStatus()
        .withPhase("Pending")
        .addNewCondition()
        .withType("PodScheduled")
        .withStatus("True")
        .withLastTransitionTime(MADE.toString())
        .endCondition()
        .addNewContainerStatus()
        .withState(state)
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
