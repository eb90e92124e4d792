package dev.zeroflow.knative.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.cluster.service.Marks;
import dev.zeroflow.scheduler.port.FunctionStatus.State;
import io.fabric8.knative.pkg.apis.Condition;
import io.fabric8.knative.pkg.apis.ConditionBuilder;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.RevisionBuilder;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final String NEWEST = "train-00002";

  @Test
  void withoutTrafficAFunctionRests() {
    var resting = revision(condition("Active", "False", "NoTraffic"));

    assertThat(health(resting))
        .isEqualTo(new Health(State.ZERO, 0, "no pod exists; the next call starts one"));
  }

  @Test
  void aReadyPodIsEnough() {
    var health =
        health(
            revision(), pod(NEWEST, running(), "Ready"), pod(NEWEST, waiting("ContainerCreating")));

    assertThat(health).isEqualTo(new Health(State.ACTIVE, 2, "1 of 2 pods are ready"));
  }

  @Test
  void aPodThatIsStartingIsOnItsWay() {
    assertThat(health(revision(), pod(NEWEST, waiting("ContainerCreating"))).state())
        .isEqualTo(State.ACTIVATING);
  }

  @Test
  void aNodeMayStillCome() {
    var pod = pod(NEWEST, null);
    pod.getStatus().getConditions().clear();
    pod =
        new PodBuilder(pod)
            .editStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("0/3 nodes are available")
            .endCondition()
            .endStatus()
            .build();

    assertThat(health(revision(), pod))
        .isEqualTo(
            new Health(State.ACTIVATING, 1, "no node has room for it: 0/3 nodes are available"));
  }

  @Test
  void anImageThatCannotBePulledIsAFailure() {
    var health = health(revision(), pod(NEWEST, waiting("ImagePullBackOff")));

    assertThat(health.state()).isEqualTo(State.FAILED);
    assertThat(health.reason()).isEqualTo("image tasks:1 cannot be pulled: because");
  }

  @Test
  void theFirstFailureToPullIsNot() {
    assertThat(health(revision(), pod(NEWEST, waiting("ErrImagePull"))).state())
        .isEqualTo(State.ACTIVATING);
  }

  @Test
  void aMissingSecretIsAFailure() {
    assertThat(health(revision(), pod(NEWEST, waiting("CreateContainerConfigError"))).state())
        .isEqualTo(State.FAILED);
  }

  @Test
  void anInitContainerThatIsDoneIsNoTrouble() {
    var done =
        new ContainerStateBuilder().withNewTerminated().withExitCode(0).endTerminated().build();

    assertThat(PodTroubles.of(pod(NEWEST, done))).isEmpty();
  }

  @Test
  void oneCrashIsTriedAgainAtOnceAndMoreAreNot() {
    var crashed =
        new ContainerStateBuilder().withNewTerminated().withExitCode(1).endTerminated().build();
    var again = pod(NEWEST, waiting("CrashLoopBackOff"));
    again.getStatus().getContainerStatuses().getFirst().setLastState(crashed);

    assertThat(health(revision(), pod(NEWEST, crashed)).state()).isEqualTo(State.ACTIVATING);
    assertThat(health(revision(), again).state()).isEqualTo(State.FAILED);
  }

  @Test
  void troubleOfARevisionOfBeforeIsNoTrouble() {
    var health = health(revision(), pod("train-00001", waiting("ImagePullBackOff")));

    assertThat(health.state()).isEqualTo(State.ACTIVATING);
  }

  @Test
  void podsThatAllGoAwayDrain() {
    var pod = pod(NEWEST, running(), "Ready");
    pod.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    assertThat(health(revision(), pod).state()).isEqualTo(State.DRAINING);
  }

  @Test
  void aRevisionThatWasGivenUpIsAFailureOfItsKind() {
    var failed = revision(condition("ResourcesAvailable", "False", "ProgressDeadlineExceeded"));
    var crashed = revision(condition("ContainerHealthy", "False", "ExitCode1"));

    assertThat(health(failed).state()).isEqualTo(State.FAILED);
    assertThat(RevisionTroubles.of(failed))
        .map(Finding::trouble)
        .contains(Trouble.NOT_READY_IN_TIME);
    assertThat(RevisionTroubles.of(crashed)).map(Finding::trouble).contains(Trouble.CRASHED);
  }

  @Test
  void aTaskWaitsForTheNewestRevisionAndAServedModelDoesNot() {
    var conditions =
        List.of(
            condition("ConfigurationsReady", "False", "RevisionFailed"),
            condition("RoutesReady", "True", ""));

    assertThat(Route.to(service("task", 3, conditions))).isInstanceOf(Route.Broken.class);
    assertThat(Route.to(service("inference", 3, conditions))).isInstanceOf(Route.Open.class);
  }

  @Test
  void whatKnativeHasNotLookedAtIsOnItsWay() {
    var conditions =
        List.of(condition("ConfigurationsReady", "True", ""), condition("RoutesReady", "True", ""));

    assertThat(Route.to(service("task", 3, conditions))).isInstanceOf(Route.Open.class);
    assertThat(Route.to(service("task", 4, conditions))).isInstanceOf(Route.Preparing.class);
  }

  private static Health health(Revision newest, Pod... pods) {
    var conditions =
        List.of(condition("ConfigurationsReady", "True", ""), condition("RoutesReady", "True", ""));
    return Health.of(new Sight(service("task", 3, conditions), List.of(newest), List.of(pods)));
  }

  private static Service service(String kind, long generation, List<Condition> conditions) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName("train")
        .withGeneration(generation)
        .addToLabels(Marks.KIND, kind)
        .endMetadata()
        .withNewStatus()
        .withObservedGeneration(3L)
        .withUrl("http://train.team-a")
        .withLatestCreatedRevisionName(NEWEST)
        .withConditions(conditions)
        .endStatus()
        .build();
  }

  private static Revision revision(Condition... conditions) {
    return new RevisionBuilder()
        .withNewMetadata()
        .withName(NEWEST)
        .endMetadata()
        .withNewStatus()
        .withConditions(conditions)
        .endStatus()
        .build();
  }

  private static Condition condition(String type, String status, String reason) {
    return new ConditionBuilder().withType(type).withStatus(status).withReason(reason).build();
  }

  private static Pod pod(String revision, ContainerState state, String... conditions) {
    var status = new PodBuilder().withNewStatus();
    for (String condition : conditions) {
      status.addNewCondition().withType(condition).withStatus("True").endCondition();
    }
    status
        .addNewContainerStatus()
        .withName(Marks.CONTAINER)
        .withImage("tasks:1")
        .withState(state)
        .endContainerStatus();
    return status
        .endStatus()
        .withNewMetadata()
        .addToLabels(Marks.OF_REVISION, revision)
        .endMetadata()
        .build();
  }

  private static ContainerState running() {
    return new ContainerStateBuilder().withNewRunning().endRunning().build();
  }

  private static ContainerState waiting(String reason) {
    return new ContainerStateBuilder().withNewWaiting("because", reason).build();
  }
}
