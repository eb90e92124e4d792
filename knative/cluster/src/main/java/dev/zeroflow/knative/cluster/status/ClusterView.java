package dev.zeroflow.knative.cluster.status;

import dev.zeroflow.knative.cluster.service.Marks;
import dev.zeroflow.knative.cluster.status.Watched.Change;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What the cluster says about functions, mirrored by informers, so that looking costs nothing and
 * wakes nothing. Safe for many threads.
 */
public final class ClusterView implements AutoCloseable {
  /** Is told that something about a function has changed; must be quick. */
  public interface Listener {
    /** A Service, revision or pod of the function came, changed or went. */
    void changed(String function);

    /** Its Service was deleted. */
    void deleted(Service service);
  }

  private record Namespace(
      Watched<Service> services, Watched<Revision> revisions, Watched<Pod> pods) {
    Stream<Watched<?>> all() {
      return Stream.of(services, revisions, pods);
    }
  }

  private final List<Namespace> namespaces;

  /** Begins to look at the functions of some namespaces. */
  public ClusterView(KubernetesClient client, Collection<String> namespaces, Listener listener) {
    this.namespaces =
        namespaces.stream().distinct().map(name -> namespace(client, name, listener)).toList();
  }

  private static Namespace namespace(KubernetesClient client, String name, Listener listener) {
    return new Namespace(
        new Watched<>(
            client,
            Service.class,
            name,
            Marks.KIND,
            service -> service.getMetadata().getName(),
            (service, change) -> tell(listener, service, change)),
        new Watched<>(
            client,
            Revision.class,
            name,
            Marks.OF_SERVICE,
            ClusterView::function,
            (revision, change) -> listener.changed(function(revision))),
        new Watched<>(
            client,
            Pod.class,
            name,
            Marks.OF_SERVICE,
            ClusterView::function,
            (pod, change) -> listener.changed(function(pod))));
  }

  private static void tell(Listener listener, Service service, Change change) {
    if (change == Change.GONE) {
      listener.deleted(service);
    }
    listener.changed(service.getMetadata().getName());
  }

  private static String function(HasMetadata object) {
    return Objects.requireNonNull(object.getMetadata().getLabels().get(Marks.OF_SERVICE));
  }

  /** Starts; false if the cluster did not tell what is there in time. It is asked on and on. */
  public boolean start(Duration limit) throws InterruptedException {
    var started =
        namespaces.stream()
            .flatMap(Namespace::all)
            .map(Watched::start)
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(started).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /** Every Service of ours. */
  public List<Service> services() {
    return namespaces.stream().flatMap(it -> it.services().all().stream()).toList();
  }

  /** The Services with a name; more than one only if two projects use it. */
  public List<Service> services(String function) {
    return namespaces.stream().flatMap(it -> it.services().of(function).stream()).toList();
  }

  /** All that belongs to a Service. */
  public Sight sight(Service service) {
    String namespace = service.getMetadata().getNamespace();
    String name = service.getMetadata().getName();
    return new Sight(
        service,
        namespaces.stream().flatMap(it -> in(namespace, it.revisions().of(name))).toList(),
        namespaces.stream().flatMap(it -> in(namespace, it.pods().of(name))).toList());
  }

  private static <T extends HasMetadata> Stream<T> in(String namespace, List<T> objects) {
    return objects.stream().filter(it -> namespace.equals(it.getMetadata().getNamespace()));
  }

  @Override
  public void close() {
    namespaces.stream().flatMap(Namespace::all).forEach(Watched::close);
  }
}
