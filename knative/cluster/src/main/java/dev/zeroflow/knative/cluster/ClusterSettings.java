package dev.zeroflow.knative.cluster;

import dev.zeroflow.knative.cluster.pod.Confinement;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settings and limits of functions on a cluster.
 *
 * @param namespace of functions whose project has none of its own
 * @param projects namespaces by project
 * @param ingress address that requests are sent to, with the name of the Service in their header
 *     {@code Host}; null to send them to the Service itself, which only pods of the cluster can
 * @param confinement how much containers are held back
 * @param tries how often the cluster is asked before a declaration fails
 * @param firstPause before the second try, doubled for each further one
 * @param syncLimit longest wait at start for what is there
 * @param maxReplyBytes largest body of a reply
 */
public record ClusterSettings(
    String namespace,
    Map<String, String> projects,
    @Nullable URI ingress,
    Confinement confinement,
    int tries,
    Duration firstPause,
    Duration syncLimit,
    int maxReplyBytes) {
  public ClusterSettings {
    projects = Map.copyOf(projects);
    if (tries < 1 || maxReplyBytes < 1) {
      throw new IllegalArgumentException("tries and bytes of a reply are at least 1");
    }
  }

  /** The defaults, for a server that runs in the cluster. */
  public static ClusterSettings of(String namespace) {
    return new ClusterSettings(
        namespace,
        Map.of(),
        null,
        Confinement.RESTRICTED,
        5,
        Duration.ofMillis(250),
        Duration.ofSeconds(30),
        64 << 20);
  }

  /** The same with namespaces of projects. */
  public ClusterSettings with(Map<String, String> namespaces) {
    return new ClusterSettings(
        namespace, namespaces, ingress, confinement, tries, firstPause, syncLimit, maxReplyBytes);
  }

  /** The same through an ingress, as from outside of the cluster. */
  public ClusterSettings through(URI address) {
    return new ClusterSettings(
        namespace, projects, address, confinement, tries, firstPause, syncLimit, maxReplyBytes);
  }

  String namespaceOf(String project) {
    return projects.getOrDefault(project, namespace);
  }

  Collection<String> namespaces() {
    var all = new TreeSet<>(projects.values());
    all.add(namespace);
    return all;
  }
}
