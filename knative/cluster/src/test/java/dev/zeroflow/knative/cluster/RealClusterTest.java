package dev.zeroflow.knative.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zeroflow.knative.cluster.service.Marks;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionRefusedException;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.Placement;
import dev.zeroflow.scheduler.port.Scale;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * What a server in memory cannot show: ownership of fields and the watches of a real API server. It
 * needs the types of Knative Serving, and nothing that runs.
 */
@Tag("cluster")
@EnabledIfEnvironmentVariable(
    named = RealCluster.KUBECONFIG,
    matches = ".+",
    disabledReason = "no cluster is named")
class RealClusterTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private RealCluster cluster;
  private ClusterFunctionRuntime runtime;

  @BeforeEach
  void start() throws Exception {
    cluster = new RealCluster();
    runtime =
        ClusterFunctionRuntime.start(
            cluster.client,
            ClusterSettings.of(cluster.namespace),
            ImageDigests.tagsAllowed(Map.of()),
            changed -> {});
  }

  @AfterEach
  void close() {
    runtime.close();
    cluster.close();
  }

  @Test
  void theSameAppliedTwiceChangesNothing() throws Exception {
    runtime.ensure(spec("b:1"));
    long generation = service().getMetadata().getGeneration();
    try (var other =
        ClusterFunctionRuntime.start(
            cluster.client,
            ClusterSettings.of(cluster.namespace),
            ImageDigests.tagsAllowed(Map.of()),
            changed -> {})) {
      other.ensure(spec("b:1"));
    }
    cluster.client.resource(applied()).fieldManager(Marks.MANAGER).serverSideApply();

    assertThat(service().getMetadata().getGeneration()).isEqualTo(generation);
  }

  @Test
  void aFieldOfSomebodyElseIsAConflictUntilItIsTakenOver() {
    runtime.ensure(spec("b:1"));
    cluster
        .client
        .resource(onlyImage("registry.example/b:2"))
        .fieldManager("somebody")
        .forceConflicts()
        .serverSideApply();

    var refused =
        catchThrowableOfType(
            FunctionRefusedException.class, () -> runtime.ensure(spec("registry.example/b:3")));
    assertThat(refused.reason()).isEqualTo(FunctionRefusedException.Reason.CONFLICT);
    assertThat(refused).hasMessageContaining("somebody");

    cluster
        .client
        .resource(withImage("registry.example/b:3"))
        .fieldManager(Marks.MANAGER)
        .forceConflicts()
        .serverSideApply();
    runtime.ensure(spec("registry.example/b:4"));
  }

  @Test
  void informersSeeWhatComesAndGoes() {
    runtime.ensure(spec("b:1"));
    cluster.client.resource(service()).delete();

    eventually(() -> runtime.describe().isEmpty());
  }

  @Test
  void theSecretOfAFunctionBelongsToItsService() {
    runtime.ensure(spec("b:1"));

    assertThat(cluster.client.secrets().inNamespace(cluster.namespace).list().getItems())
        .filteredOn(it -> it.getMetadata().getName().startsWith("train-env-"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.getMetadata().getOwnerReferences().getFirst().getUid())
                    .isEqualTo(service().getMetadata().getUid()));
  }

  private Service service() {
    return cluster
        .client
        .resources(Service.class)
        .inNamespace(cluster.namespace)
        .withName("train")
        .get();
  }

  /** What was sent: without what the server added. */
  private Service applied() {
    Service there = service();
    var metadata = there.getMetadata();
    metadata.setManagedFields(null);
    metadata.setResourceVersion(null);
    metadata.setUid(null);
    metadata.setCreationTimestamp(null);
    metadata.setGeneration(null);
    return new ServiceBuilder(there).withStatus(null).build();
  }

  private Service withImage(String image) {
    return new ServiceBuilder(applied())
        .editSpec()
        .editTemplate()
        .editSpec()
        .editFirstContainer()
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private Service onlyImage(String image) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName("train")
        .withNamespace(cluster.namespace)
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .addNewContainer()
        .withName(Marks.CONTAINER)
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static FunctionSpec spec(String image) {
    var scale = new Scale(0, 1, 1, MINUTE, Duration.ZERO, MINUTE, 10);
    return new FunctionSpec("train", FunctionKind.TASK, image, Map.of("TOKEN", "t"), scale)
        .with(Placement.ANYWHERE.startingWith(1));
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + MINUTE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
