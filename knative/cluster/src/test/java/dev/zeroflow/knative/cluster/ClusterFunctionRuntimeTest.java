package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.fake.FakeKnative;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionRuntimeContract;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract and what is particular to a cluster, with one that is small. */
class ClusterFunctionRuntimeTest extends FunctionRuntimeContract {
  @TempDir private Path work;
  private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
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
    var settings = ClusterSettings.of(FakeKnative.NAMESPACE).through(knative.ingress());
    var made =
        new ClusterFunctionRuntime(
            connection,
            settings,
            ImageDigests.tagsAllowed(Map.of()),
            InstantSource.system(),
            pauses::add);
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
}
