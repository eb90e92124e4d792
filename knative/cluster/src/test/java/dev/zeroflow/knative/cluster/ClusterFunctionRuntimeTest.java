package dev.zeroflow.knative.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.zeroflow.knative.cluster.fake.FakeKnative;
import dev.zeroflow.knative.cluster.fake.FakePods;
import dev.zeroflow.scheduler.port.FunctionRefusedException;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionRuntimeContract;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.port.FunctionStatus.State;
import dev.zeroflow.scheduler.port.FunctionUnavailableException;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import dev.zeroflow.scheduler.port.Placement;
import dev.zeroflow.scheduler.port.Rollout;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract and what is particular to a cluster, with one that is small. */
class ClusterFunctionRuntimeTest extends FunctionRuntimeContract {
  @TempDir private Path work;
  private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
  private final Queue<FunctionStatus> changes = new ConcurrentLinkedQueue<>();
  private FakeKnative knative;
  private KubernetesClient client;
  private ClusterFunctionRuntime runtime;

  @BeforeEach
  void start() throws Exception {
    knative = new FakeKnative(work);
    client = knative.client();
    runtime = runtime(client);
  }

  private ClusterFunctionRuntime runtime(KubernetesClient connection) throws Exception {
    return runtime(connection, ImageDigests.tagsAllowed(Map.of()));
  }

  private ClusterFunctionRuntime runtime(KubernetesClient connection, ImageDigests digests)
      throws Exception {
    var settings =
        ClusterSettings.of(FakeKnative.NAMESPACE)
            .with(Map.of("b", "team-b"))
            .through(knative.ingress());
    var made =
        new ClusterFunctionRuntime(
            connection, settings, digests, changes::add, InstantSource.system(), pauses::add);
    made.watch(settings);
    return made;
  }

  @AfterEach
  void close() throws Exception {
    runtime.close();
    client.close();
    knative.close();
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
  void anEqualSpecificationIsWrittenOnce() {
    runtime.ensure(spec("echo"));
    runtime.ensure(spec("echo"));

    assertThat(knative.applied())
        .singleElement()
        .asString()
        .endsWith("/services/echo?fieldManager=zeroflow");
    assertThat(knative.service("echo").getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void aProjectMayHaveANamespaceOfItsOwn() {
    runtime.ensure(spec("elsewhere").with(Placement.ANYWHERE.in("b")));

    assertThat(knative.applied()).singleElement().asString().contains("/namespaces/team-b/");
    assertThat(status("elsewhere").state()).isEqualTo(State.ZERO);
  }

  @Test
  void theEnvironmentIsNotInTheService() {
    runtime.ensure(spec("secretive", workingImage(), Map.of("TOKEN", "hunter2"), oneAtATime(1)));

    assertThat(Serialization.asYaml(knative.service("secretive"))).doesNotContain("hunter2");
    assertThat(secretOf("secretive").getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(
            owner ->
                assertThat(owner.getUid())
                    .isEqualTo(knative.service("secretive").getMetadata().getUid()));
  }

  @Test
  void anotherServerCallsWhatThisOneDeclared() throws Exception {
    runtime.ensure(spec("shared"));
    try (var otherClient = knative.client();
        var other = runtime(otherClient)) {
      assertThat(other.invoke(get("shared", "/echo")).status()).isEqualTo(200);
      int written = knative.applied().size();

      other.ensure(spec("shared"));

      assertThat(knative.applied()).hasSize(written);
    }
  }

  @Test
  void whatSomebodyElseDeletesIsUnknown() {
    runtime.ensure(spec("doomed"));
    knative.admin().resource(knative.service("doomed")).delete();

    eventually(() -> runtime.describe().isEmpty());
    assertThat(failure(get("doomed", "/echo")).reason()).isEqualTo(Reason.UNKNOWN_FUNCTION);
  }

  @Test
  void aBusyApiServerIsAskedAgain() {
    knative.troubleApply(429, "TooManyRequests", "too many requests");
    knative.troubleApply(500, "InternalError", "failed calling webhook: connection refused");
    knative.troubleApply(409, "Conflict", "the object has been modified");

    runtime.ensure(spec("patient"));

    assertThat(knative.service("patient")).isNotNull();
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void anApiServerThatGoesOnFailingIsGivenUp() {
    for (int i = 0; i < 5; i++) {
      knative.troubleApply(500, "InternalError", "failed calling webhook: connection refused");
    }

    var refused = refused(spec("unlucky"));

    assertThat(refused.reason()).isEqualTo(FunctionRefusedException.Reason.UNAVAILABLE);
    assertThat(refused).hasMessageContaining("unlucky").hasMessageContaining("knative-serving");
    assertThat(knative.applied()).hasSize(5);
    assertThat(runtime.describe()).isEmpty();
  }

  @Test
  void aConflictNamesWhoManagesTheField() {
    knative.troubleApply(
        409,
        "Conflict",
        "Apply failed with 1 conflict: conflict with \"kubectl-edit\" using"
            + " serving.knative.dev/v1: .spec.template.spec.containers");

    var refused = refused(spec("contested"));

    assertThat(refused.reason()).isEqualTo(FunctionRefusedException.Reason.CONFLICT);
    assertThat(refused).hasMessageContaining("kubectl-edit manages a part of it");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aMissingFlagIsNamedWithItsCommand() {
    knative.troubleApply(
        400,
        "BadRequest",
        "admission webhook \"validation.webhook.serving.knative.dev\" denied the request:"
            + " validation failed: must not set the field(s): spec.template.spec.nodeSelector");

    var refused = refused(spec("picky"));

    assertThat(refused.reason()).isEqualTo(FunctionRefusedException.Reason.NOT_ALLOWED);
    assertThat(refused)
        .hasMessageContaining("kubectl patch configmap/config-features -n knative-serving")
        .hasMessageContaining("{\"data\":{\"kubernetes.podspec-nodeselector\":\"enabled\"}}");
  }

  @Test
  void aServiceThatNeverGetsReadyFailsItsCallInTime() {
    runtime.ensure(spec("stuck", "test/never-routed", Map.of(), oneAtATime(1)));

    var failure = failure(call("stuck", "/echo", Duration.ofMillis(300)));

    assertThat(failure.reason()).isEqualTo(Reason.START_FAILED);
    assertThat(failure).hasMessageContaining("waiting for a Revision to become ready");
  }

  @Test
  void aCallThatWaitsForAServiceSeesItsRemoval() throws Exception {
    runtime.ensure(spec("stuck", "test/never-routed", Map.of(), oneAtATime(1)));
    var waiting = submit(get("stuck", "/echo"));
    runtime.remove("stuck");

    assertThatThrownBy(waiting::get)
        .cause()
        .extracting("reason")
        .isEqualTo(Reason.UNKNOWN_FUNCTION);
  }

  @Test
  void aPodThatNeverGetsReadyFailsItsCallInTime() {
    runtime.ensure(spec("slow", "test/never-ready", Map.of(), oneAtATime(1)));

    var failure = failure(call("slow", "/echo", Duration.ofMillis(300)));

    assertThat(failure.reason()).isEqualTo(Reason.START_FAILED);
  }

  @Test
  void anImageThatTheRegistryDoesNotHaveFailsAtOnce() {
    runtime.ensure(spec("imageless", "test/no-image", Map.of(), oneAtATime(1)));

    var failure = failure(get("imageless", "/echo"));

    assertThat(failure.reason()).isEqualTo(Reason.START_FAILED);
    assertThat(failure).hasMessageContaining("Unable to fetch image \"test/no-image\"");
    eventually(() -> status("imageless").state() == State.FAILED);
  }

  @Test
  void whatWasMendedStartsAlthoughPodsOfBeforeAreStillBroken() throws Exception {
    runtime.ensure(spec("mended", brokenImage(), Map.of(), oneAtATime(1)));
    failure(get("mended", "/echo"));
    eventually(() -> status("mended").state() == State.FAILED);

    runtime.ensure(spec("mended"));

    assertThat(runtime.invoke(get("mended", "/echo")).status()).isEqualTo(200);
  }

  @Test
  void theStepsOfAColdStartAreMeasured() throws Exception {
    runtime.ensure(spec("measured"));
    runtime.invoke(get("measured", "/echo"));

    var start = status("measured").coldStart();

    assertThat(start.created()).isBetween(Duration.ZERO, start.firstByte());
    assertThat(start.scheduled()).isBetween(start.created(), start.firstByte());
    assertThat(status("measured").lastColdStart()).isEqualTo(start.took());
  }

  @Test
  void changesOfStateAreTold() {
    runtime.ensure(spec("told", brokenImage(), Map.of(), oneAtATime(1)));
    failure(get("told", "/echo"));

    eventually(() -> changes.stream().anyMatch(it -> it.state() == State.FAILED));
    assertThat(changes).extracting(FunctionStatus::name).containsOnly("told");
  }

  /** The server in memory does not repeat what was missed, so it is told again and again. */
  @Test
  void afterTheConnectionIsCutTheInformersGoOn() {
    runtime.ensure(spec("echo"));
    eventually(() -> status("echo").state() == State.ZERO);

    knative.cutNetwork();

    eventually(
        () -> {
          knative.writePod("echo", FakePods.unschedulable());
          return status("echo").reason().contains("0/3 nodes are available");
        });
    assertThat(status("echo").state()).isEqualTo(State.ACTIVATING);
  }

  @Test
  void aCallThatIsLostBecauseOfMemorySaysSo() throws Exception {
    runtime.ensure(spec("greedy"));
    var lost = hold("greedy", "gate");
    awaitEntered("gate", 1);
    knative.writePod("greedy", FakePods.outOfMemory());
    eventually(() -> status("greedy").reason().contains("more memory than its limit"));

    knative.breakConnections();

    assertThatThrownBy(lost::get)
        .cause()
        .isInstanceOf(FunctionUnavailableException.class)
        .hasMessageContaining("more memory than its limit")
        .extracting("reason")
        .isEqualTo(Reason.CONNECTION_LOST);
    open("gate");
  }

  @Test
  void trafficGoesToRevisionsByTheirVersion() {
    var first = spec("serve").with(Placement.ANYWHERE.as("1", Rollout.AT_ONCE));
    runtime.ensure(first);
    var canary = Rollout.AT_ONCE.canary("1", 10, "next");

    eventually(() -> isDeclared(spec("serve").with(Placement.ANYWHERE.as("2", canary))));

    assertThat(knative.service("serve").getSpec().getTraffic())
        .extracting("revisionName", "percent", "tag")
        .containsExactly(tuple("serve-00001", 90L, null), tuple(null, 10L, "next"));
  }

  @Test
  void anImageWithoutDigestIsRefusedUnlessTagsAreAllowed() throws Exception {
    try (var strict = runtime(client, ImageDigests.required(Map.of()))) {
      assertThatThrownBy(() -> strict.ensure(spec("tagged")))
          .isInstanceOf(FunctionRefusedException.class)
          .hasMessageContaining("test/working has no digest");
    }
  }

  @Test
  void nothingIsCalledOnceItIsClosed() {
    runtime.ensure(spec("echo"));
    runtime.close();

    assertThat(failure(get("echo", "/echo")).reason()).isEqualTo(Reason.CANCELLED);
    assertThat(knative.service("echo")).isNotNull();
  }

  /** The first revision is there a moment after its function. */
  private boolean isDeclared(FunctionSpec spec) {
    try {
      runtime.ensure(spec);
      return true;
    } catch (FunctionRefusedException e) {
      assertThat(e).hasMessageContaining("version 1 has no revision");
      return false;
    }
  }

  private FunctionRefusedException refused(FunctionSpec spec) {
    return catchThrowableOfType(FunctionRefusedException.class, () -> runtime.ensure(spec));
  }

  private Secret secretOf(String function) {
    return knative.admin().secrets().inNamespace(FakeKnative.NAMESPACE).list().getItems().stream()
        .filter(it -> it.getMetadata().getName().startsWith(function))
        .findAny()
        .orElseThrow();
  }
}
