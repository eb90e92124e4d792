package dev.zeroflow.knative.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.scheduler.pod.PodSettings;
import dev.zeroflow.scheduler.port.JobEnd.Reason;
import dev.zeroflow.scheduler.port.JobRefusedException;
import dev.zeroflow.scheduler.port.JobRuntime;
import dev.zeroflow.scheduler.port.JobRuntimeContract;
import dev.zeroflow.scheduler.port.JobSpec;
import dev.zeroflow.scheduler.port.JobStatus;
import dev.zeroflow.scheduler.port.JobStatus.State;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs on the API server of the mock, with a controller of the test. */
@EnableKubernetesMockClient(crud = true, https = false)
class ClusterJobRuntimeTest extends JobRuntimeContract {
  private static final String JOBS = "/apis/batch/v1/namespaces/ml/jobs";
  private static final String IMAGE = "zeroflow/tasks:0.1.0";

  KubernetesMockServer server;
  KubernetesClient client;
  private Instant now = Instant.now();
  private FakeJobController controller;
  private ClusterJobRuntime runtime;

  @BeforeEach
  void open() throws IOException {
    controller = new FakeJobController(client);
    runtime = another();
    listen();
  }

  private ClusterJobRuntime another() throws IOException {
    var python = PythonFolder.of(Map.of("__main__.py", "pass"));
    var config = ClusterJobConfig.of("ml", Map.of(IMAGE, IMAGE));
    return new ClusterJobRuntime(client, config, python, () -> now);
  }

  @AfterEach
  void close() {
    runtime.close();
    controller.close();
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
    return IMAGE;
  }

  @Override
  protected void finish(String id, boolean well) {
    controller.end(id, well ? 0 : 3);
  }

  @Override
  protected int starts(String id) {
    return controller.pods(id).size();
  }

  @Test
  void theEventIsOwnedByItsJob() throws Exception {
    runtime.start(job("a"));
    Secret event = secret("a");
    assertThat(event.getData()).containsEntry("event", "e30=");
    assertThat(event.getMetadata().getOwnerReferences())
        .extracting(OwnerReference::getKind, OwnerReference::getName)
        .containsExactly(org.assertj.core.api.Assertions.tuple("Job", "a"));
  }

  @Test
  void whatAnotherSchedulerDidNotFinishIsFinishedOrTakenAway() throws Exception {
    runtime.start(job("a"));
    client.secrets().inNamespace("ml").withName("a").edit(ClusterJobRuntimeTest::withoutOwner);
    client
        .resource(new SecretBuilder(secret("a")).editMetadata().withName("b").endMetadata().build())
        .create();
    try (var next = another()) {
      assertThat(next.find("a")).isPresent();
      assertThat(next.find("b")).isEmpty();
    }
    assertThat(secret("a").getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(secret("b")).isNull();
  }

  @Test
  void anEventThatCouldNotBeBoundAtOnceIsBoundLater() throws Exception {
    server
        .expect()
        .patch()
        .withPath("/api/v1/namespaces/ml/secrets/a")
        .andReturn(403, refusal(403, "not now"))
        .once();
    runtime.start(job("a"));
    assertThat(secret("a").getMetadata().getOwnerReferences()).isEmpty();
    assertThat(runtime.find("a")).isPresent();
    assertThat(secret("a").getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void aJobThatWasGivenUpWhileItWasStartedIsNotLeftBehind() {
    server
        .expect()
        .patch()
        .withPath("/api/v1/namespaces/ml/secrets/a")
        .andReturn(404, refusal(404, "not found"))
        .once();
    assertThatThrownBy(() -> runtime.start(job("a")))
        .isInstanceOfSatisfying(
            JobRefusedException.class,
            e -> assertThat(e.end().reason()).isEqualTo(Reason.CANCELLED));
    assertThat(runtime.find("a")).isEmpty();
  }

  private Secret secret(String id) {
    return client.secrets().inNamespace("ml").withName(id).get();
  }

  private static Secret withoutOwner(Secret secret) {
    return new SecretBuilder(secret).editMetadata().withOwnerReferences().endMetadata().build();
  }

  @Test
  void theHostIsThereForImagesOfUsers() {
    assertThat(client.configMaps().inNamespace("ml").list().getItems())
        .extracting(it -> it.getMetadata().getName())
        .singleElement()
        .asString()
        .startsWith("zeroflow-python-");
  }

  @Test
  void anotherSchedulerSeesTheSameJob() throws Exception {
    runtime.start(job("a"));
    awaitState("a", State.RUNNING);
    try (var other = another()) {
      assertThat(other.find("a").map(JobStatus::state)).contains(State.RUNNING);
      other.start(job("a"));
      assertThat(starts("a")).isEqualTo(1);
      other.cancel("a");
    }
    eventually(() -> wasTold("a", Reason.CANCELLED));
  }

  @Test
  void aJobThatWaitsInAQueueIsNotRunning() throws Exception {
    var pod =
        new PodSettings(
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            Map.of(JobLabels.KUEUE, "gpus"),
            Map.of());
    runtime.start(new JobSpec("q", "train", IMAGE, List.of(), Map.of(), pod, LATER, event("q")));
    assertThat(runtime.find("q").orElseThrow())
        .extracting(JobStatus::state, JobStatus::reason)
        .containsExactly(State.WAITING, "waits in its queue");
  }

  @Test
  void aJobThatCannotStartIsDeletedAndToldOnce() throws Exception {
    runtime.start(job("a"));
    awaitState("a", State.RUNNING);
    client
        .pods()
        .inNamespace("ml")
        .withName("a-x")
        .edit(
            pod -> {
              pod.getStatus().setPhase("Pending");
              pod.getStatus()
                  .setContainerStatuses(
                      List.of(
                          new io.fabric8.kubernetes.api.model.ContainerStatusBuilder()
                              .withNewState()
                              .withNewWaiting("no such image", "ImagePullBackOff")
                              .endState()
                              .build()));
              pod.getMetadata().setCreationTimestamp(now.toString());
              return pod;
            });
    runtime.tidy();
    assertThat(told).isEmpty();
    now = now.plusSeconds(121);
    eventually(
        () -> {
          runtime.tidy();
          return wasTold("a", Reason.IMAGE_PULL);
        });
    eventually(() -> runtime.find("a").isEmpty());
    assertThat(told).hasSize(1);
  }

  @Test
  void aDeadlineIsToldAsSuch() throws Exception {
    runtime.start(job("a"));
    awaitState("a", State.RUNNING);
    controller.conclude("a", "Failed", "DeadlineExceeded");
    eventually(() -> wasTold("a", Reason.DEADLINE));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aServerThatIsTooBusyIsAskedAgain(int status) throws Exception {
    server.expect().post().withPath(JOBS).andReturn(status, refusal(status, "later")).times(2);
    runtime.start(job("a"));
    awaitState("a", State.RUNNING);
    assertThat(starts("a")).isEqualTo(1);
  }

  @Test
  void aWatchThatEndsIsBegunAgain() throws Exception {
    runtime.close();
    var gone = new WatchEvent(refusal(410, "too old resource version"), "ERROR");
    server
        .expect()
        .get()
        .withPath(
            JOBS
                + "?allowWatchBookmarks=true"
                + "&labelSelector=app.kubernetes.io%2Fmanaged-by%3Dzeroflow%2Czeroflow.dev%2Fjob"
                + "&resourceVersion=1&timeoutSeconds=600&watch=true")
        .andUpgradeToWebSocket()
        .open()
        .immediately()
        .andEmit(gone)
        .done()
        .once();
    runtime = another();
    listen();
    runtime.start(job("a"));
    awaitState("a", State.RUNNING);
    finish("a", true);
    eventually(() -> wasTold("a", Reason.DONE));
  }

  @Test
  void aJobThatIsThereAlreadyIsTheJob() throws Exception {
    server.expect().post().withPath(JOBS).andReturn(409, refusal(409, "exists")).once();
    runtime.start(job("a")); // somebody else was first: nothing to complain about
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "422, spec.template: Invalid value, REFUSED",
    "400, bad, REFUSED",
    "403, forbidden by RBAC, REFUSED",
    "403, exceeded quota: gpus, UNSCHEDULABLE"
  })
  void aRefusalIsTyped(int status, String message, Reason reason) {
    server.expect().post().withPath(JOBS).andReturn(status, refusal(status, message)).once();
    assertThatThrownBy(() -> runtime.start(job("a")))
        .isInstanceOfSatisfying(
            JobRefusedException.class,
            e -> {
              assertThat(e.end().reason()).isEqualTo(reason);
              assertThat(e.end().message()).contains(message);
            });
  }

  private static Status refusal(int status, String message) {
    return new StatusBuilder().withCode(status).withMessage(message).withStatus("Failure").build();
  }
}
