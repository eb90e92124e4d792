package dev.zeroflow.app.server;

import dev.zeroflow.app.python.PythonHost;
import dev.zeroflow.app.round.Rounds;
import dev.zeroflow.knative.cluster.ClusterConnection;
import dev.zeroflow.knative.cluster.ClusterFunctionRuntime;
import dev.zeroflow.knative.cluster.ClusterSettings;
import dev.zeroflow.knative.cluster.ImageDigests;
import dev.zeroflow.knative.cluster.job.ClusterJobConfig;
import dev.zeroflow.knative.cluster.job.ClusterJobRuntime;
import dev.zeroflow.knative.cluster.job.JobManifests;
import dev.zeroflow.knative.cluster.job.PythonFolder;
import dev.zeroflow.scheduler.engine.ExecutionMode;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.JobRuntime;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Functions as Knative Services and jobs as Jobs of the cluster that the server is in. All of them
 * are in the namespace of the default project. What is no function of an image runs as a job in its
 * own image.
 */
final class ClusterPlace implements FunctionPlace {
  private static final Logger LOG = System.getLogger(ClusterPlace.class.getName());

  /** Between two looks for jobs that do not get anywhere. */
  private static final Duration TIDYING = Duration.ofSeconds(10);

  private final ServerConfig config;
  private final FunctionImages images;
  private final KubernetesClient client;
  private final KubernetesClient persistent;
  private final ClusterFunctionRuntime functions;
  private final ClusterJobRuntime jobs;
  private final Rounds tidying = new Rounds(this::tidy);

  ClusterPlace(ServerConfig config, FunctionImages images, InstantSource clock)
      throws IOException, InterruptedException {
    this.config = config;
    this.images = images;
    Path python = config.home().resolve("functions/python");
    @Nullable Path kubeconfig = config.cluster().kubeconfig().orElse(null);
    this.client = ClusterConnection.open(kubeconfig);
    this.persistent = ClusterConnection.openPersistent(kubeconfig);
    this.functions =
        ClusterFunctionRuntime.start(
            client,
            settings(config.cluster()),
            ImageDigests.tagsAllowed(images.digests()),
            FunctionLog::status);
    this.jobs =
        new ClusterJobRuntime(
            persistent,
            ClusterJobConfig.of(namespace(config.cluster()), images.digests()),
            PythonFolder.read(python),
            clock);
  }

  private static ClusterSettings settings(ServerConfig.Cluster cluster) {
    ClusterSettings inside = ClusterSettings.of(namespace(cluster));
    return cluster.ingress().map(inside::through).orElse(inside);
  }

  private static String namespace(ServerConfig.Cluster cluster) {
    return cluster.namespace() + "-default";
  }

  private Optional<Duration> tidy() {
    try {
      jobs.tidy();
    } catch (KubernetesClientException e) {
      LOG.log(Level.WARNING, "jobs cannot be looked after: {0}", e.getMessage());
    }
    return Optional.of(TIDYING);
  }

  @Override
  public FunctionRuntime functions() {
    return functions;
  }

  @Override
  public JobRuntime jobs() {
    return jobs;
  }

  @Override
  public ExecutionMode.Rule rule() {
    return new ExecutionMode.Rule(config.scheduler().requestLimit(), true);
  }

  @Override
  public TaskFunctions.Host host() {
    return new TaskFunctions.Host(PythonHost.FUNCTION, JobManifests.WORK);
  }

  @Override
  public void prepare() {
    tidying.start("jobs");
  }

  @Override
  public List<FunctionSpec> declared() {
    return List.of(
        new FunctionSpec(
            Wiring.TASKS,
            FunctionKind.TASK,
            images.image(Wiring.TASKS),
            Map.of(),
            images.clusterTaskScale()));
  }

  @Override
  public void close() {
    tidying.stop();
    functions.close();
    jobs.close();
    persistent.close();
    client.close();
  }
}
