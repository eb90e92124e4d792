package dev.zeroflow.knative.cluster.fake;

import dev.zeroflow.knative.local.FunctionEvent;
import dev.zeroflow.knative.local.LocalFunctionRuntime;
import dev.zeroflow.knative.local.LocalImage;
import dev.zeroflow.knative.local.LocalRuntimeConfig;
import dev.zeroflow.knative.local.TestImage;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A cluster with Knative as far as a client can tell, but for one machine and a second: objects
 * live in memory, pods are processes of the local runtime, and requests find them by name.
 */
public final class FakeKnative implements AutoCloseable {
  /** The namespace that is looked after if nothing else is said. */
  public static final String NAMESPACE = "team-a";

  /** It tells of every request. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.fabric8.mockwebserver");

  static {
    SERVER_LOG.setLevel(Level.WARNING);
  }

  private final String namespace;
  private final FakeApiServer api = new FakeApiServer();
  private final KubernetesMockServer server =
      new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), api, false);
  private final ExecutorService steps = Executors.newSingleThreadExecutor();
  private final KubernetesClient admin;
  private volatile boolean closing;
  private final CuttableProxy network;
  private final LocalFunctionRuntime processes;
  private final DataPlane dataPlane;
  private final CuttableProxy requests;
  private final FakePods pods;

  /** With the images of the contract. */
  public FakeKnative(Path work) throws Exception {
    this(
        work,
        NAMESPACE,
        Map.of(
            "test/working", TestImage.in("serve"),
            "test/broken", TestImage.in("fail"),
            "test/never-ready", TestImage.in("never-ready")));
  }

  /** With one namespace and the images that can be pulled. */
  public FakeKnative(Path work, String namespace, Map<String, LocalImage> images) throws Exception {
    this.namespace = namespace;
    server.init();
    admin = server.createClient();
    network = new CuttableProxy(server.getPort());
    processes =
        LocalFunctionRuntime.start(
            LocalRuntimeConfig.of(work, images), (function, pod, line) -> {}, this::follow);
    var controller = new FakeController(admin, processes, this::step);
    pods = new FakePods(admin, namespace, controller::revision);
    dataPlane = new DataPlane(processes);
    requests = new CuttableProxy(dataPlane.port());
    admin.resources(Service.class).inNamespace(namespace).inform(controller);
  }

  /** One after the other, as long as the cluster is there. */
  private void step(Runnable action) {
    if (!closing) {
      steps.execute(
          () -> {
            if (!closing) {
              action.run();
            }
          });
    }
  }

  private void follow(FunctionEvent event) {
    step(() -> pods.follow(event));
  }

  /** A client over a network that can be cut; it never tries again by itself. */
  public KubernetesClient client() {
    var config =
        new ConfigBuilder()
            .withMasterUrl("http://127.0.0.1:" + network.port())
            .withNamespace(namespace)
            .withRequestRetryBackoffLimit(0)
            .withWatchReconnectInterval(50)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** A client of somebody else. */
  public KubernetesClient admin() {
    return admin;
  }

  /** Where the API server is. */
  public URI apiServer() {
    return URI.create("http://127.0.0.1:" + network.port());
  }

  /** Where requests go. */
  public URI ingress() {
    return URI.create("http://127.0.0.1:" + requests.port());
  }

  /** Ends all connections to the API server. */
  public void cutNetwork() {
    network.cut();
  }

  /** The next apply gets this answer instead. */
  public void troubleApply(int code, String reason, String message) {
    api.troubleApply(code, reason, message);
  }

  /** Paths with queries of every apply that was tried. */
  public List<String> applied() {
    return api.applied();
  }

  /** Ends all connections to pods. */
  public void breakConnections() {
    requests.cut();
  }

  /** The pod of a function gets a status, whatever its process does. */
  public void writePod(String function, PodStatus status) {
    step(() -> pods.write(function, status));
  }

  /** The Service of a function. */
  public Service service(String function) {
    return admin.resources(Service.class).inNamespace(namespace).withName(function).get();
  }

  @Override
  public void close() throws Exception {
    closing = true;
    requests.close();
    dataPlane.close();
    processes.close();
    steps.shutdown();
    steps.awaitTermination(1, TimeUnit.MINUTES);
    admin.close();
    network.close();
    server.destroy();
  }
}
