package dev.zeroflow.knative.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ways to the API server of a cluster. */
public final class ClusterConnection {
  private static final Duration REQUEST = Duration.ofSeconds(10);

  private static final int RETRIES = 5;

  private ClusterConnection() {}

  /**
   * A client that fails within 10 s and never tries again by itself: whoever uses it knows better
   * what is worth another try.
   *
   * @param kubeconfig a file; null for what the surroundings say, as in a pod
   */
  public static KubernetesClient open(@Nullable Path kubeconfig) {
    return client(kubeconfig, 0);
  }

  /**
   * A client that tries again by itself what an API server that is too busy refuses, for a few
   * seconds.
   *
   * @param kubeconfig a file; null for what the surroundings say, as in a pod
   */
  public static KubernetesClient openPersistent(@Nullable Path kubeconfig) {
    return client(kubeconfig, RETRIES);
  }

  private static KubernetesClient client(@Nullable Path kubeconfig, int retries) {
    Config found =
        kubeconfig == null
            ? Config.autoConfigure(null)
            : Config.fromKubeconfig(kubeconfig.toFile());
    Config impatient =
        new ConfigBuilder(found)
            .withConnectionTimeout(Math.toIntExact(REQUEST.toMillis()))
            .withRequestTimeout(Math.toIntExact(REQUEST.toMillis()))
            .withRequestRetryBackoffLimit(retries)
            .build();
    return new KubernetesClientBuilder().withConfig(impatient).build();
  }
}
