package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.status.ClusterView;
import io.fabric8.knative.serving.v1.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions there are: what informers see, and what this server wrote and informers do not see
 * yet. Safe for many threads.
 */
final class Directory {
  private final ClusterView view;
  private final Map<String, Service> written = new ConcurrentHashMap<>();

  /** Services that this server deleted, until the informers know. */
  private final Set<String> deletedUids = ConcurrentHashMap.newKeySet();

  Directory(ClusterView view) {
    this.view = view;
  }

  /** The newest that is known of a function. */
  Optional<Service> find(String function) {
    Optional<Service> seen =
        view.services(function).stream()
            .filter(this::isThere)
            .max(Comparator.comparingLong(Directory::generation));
    Service mine = written.get(function);
    return mine != null && seen.filter(it -> isAtLeast(it, mine)).isEmpty()
        ? Optional.of(mine)
        : seen;
  }

  /** All functions, by name. */
  List<Service> all() {
    var names = new TreeSet<>(written.keySet());
    view.services().forEach(service -> names.add(service.getMetadata().getName()));
    return names.stream().map(this::find).flatMap(Optional::stream).toList();
  }

  /** This server has written a Service. */
  void wrote(Service service) {
    written.put(service.getMetadata().getName(), service);
  }

  /** This server has deleted a Service. */
  void deleted(Service service) {
    deletedUids.add(service.getMetadata().getUid());
    written.remove(service.getMetadata().getName());
  }

  /** The informers know that a Service is gone, whoever deleted it. */
  void gone(Service service) {
    String uid = service.getMetadata().getUid();
    written.computeIfPresent(
        service.getMetadata().getName(),
        (name, mine) -> uid.equals(mine.getMetadata().getUid()) ? null : mine);
    deletedUids.remove(uid);
  }

  private boolean isThere(Service service) {
    return service.getMetadata().getDeletionTimestamp() == null
        && !deletedUids.contains(service.getMetadata().getUid());
  }

  private static boolean isAtLeast(Service seen, Service mine) {
    return mine.getMetadata().getUid().equals(seen.getMetadata().getUid())
        && generation(seen) >= generation(mine);
  }

  private static long generation(Service service) {
    Long generation = service.getMetadata().getGeneration();
    return generation == null ? 0 : generation;
  }
}
