package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.service.Marks;
import dev.zeroflow.scheduler.port.FunctionRefusedException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;

/** Writes objects of functions, again and again within a bound if the cluster has no time. */
final class Applier {
  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  private final KubernetesClient client;
  private final ClusterSettings settings;
  private final Pause pause;

  Applier(KubernetesClient client, ClusterSettings settings, Pause pause) {
    this.client = client;
    this.settings = settings;
    this.pause = pause;
  }

  /** Creates the object, or makes what we own of it so; what others own stays. */
  <T extends HasMetadata> T apply(String function, T object) {
    return patiently(
        function, () -> client.resource(object).fieldManager(Marks.MANAGER).serverSideApply());
  }

  /** Deletes the object; one that is gone already is fine. */
  void delete(String function, HasMetadata object) {
    patiently(function, () -> client.resource(object).delete());
  }

  private <T> T patiently(String function, Supplier<T> write) {
    Duration wait = settings.firstPause();
    for (int left = settings.tries() - 1; ; left--) {
      try {
        return write.get();
      } catch (KubernetesClientException e) {
        Refusal refusal = Refusal.of(e);
        if (!refusal.retryable() || left == 0) {
          throw refused(function, refusal);
        }
        sleep(function, wait);
        wait = wait.multipliedBy(2);
      }
    }
  }

  private void sleep(String function, Duration wait) {
    try {
      pause.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionRefusedException(
          function, FunctionRefusedException.Reason.UNAVAILABLE, "interrupted between two tries");
    }
  }

  private static FunctionRefusedException refused(String function, Refusal refusal) {
    return new FunctionRefusedException(
        function, refusal.reason(), "function " + function + ": " + refusal.message());
  }
}
