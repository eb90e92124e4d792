package dev.zeroflow.knative.cluster.status;

import dev.zeroflow.knative.cluster.service.Marks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One kind of object in one namespace, mirrored and found by the function that it belongs to. */
final class Watched<T extends HasMetadata> implements AutoCloseable {
  private static final String BY_FUNCTION = "function";

  private final SharedIndexInformer<T> informer;

  /** Whether an object came, changed or went. */
  enum Change {
    THERE,
    GONE
  }

  /**
   * Starts to mirror, and goes on for ever: a watch that ends is followed by another.
   *
   * @param label one that all objects have, beside that of their manager
   * @param function name of the function of an object
   * @param changed told of each change
   */
  Watched(
      KubernetesClient client,
      Class<T> type,
      String namespace,
      String label,
      Function<T, String> function,
      BiConsumer<T, Change> changed) {
    informer =
        client
            .resources(type)
            .inNamespace(namespace)
            .withLabel(Marks.MANAGED_BY, Marks.MANAGER)
            .withLabel(label)
            .runnableInformer(0);
    informer.addIndexers(Map.of(BY_FUNCTION, object -> List.of(function.apply(object))));
    informer.addEventHandler(handler(changed));
    informer.exceptionHandler((started, problem) -> true);
  }

  /** Begins; the future is done when what was there is known. */
  CompletableFuture<Void> start() {
    return informer.start().toCompletableFuture();
  }

  List<T> of(String function) {
    return informer.getIndexer().byIndex(BY_FUNCTION, function);
  }

  List<T> all() {
    return informer.getIndexer().list();
  }

  @Override
  public void close() {
    informer.stop();
  }

  private static <T> ResourceEventHandler<T> handler(BiConsumer<T, Change> changed) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        changed.accept(object, Change.THERE);
      }

      @Override
      public void onUpdate(T before, T object) {
        changed.accept(object, Change.THERE);
      }

      @Override
      public void onDelete(T object, boolean stateIsUnknown) {
        changed.accept(object, Change.GONE);
      }
    };
  }
}
