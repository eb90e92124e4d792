package dev.zeroflow.knative.cluster.preflight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about a cluster.
 *
 * @param kubernetes version of its API server
 * @param serving version of Knative Serving; empty if it does not say
 * @param eventing version of Knative Eventing; empty if it does not say
 * @param resources names of the resources that are served, by group and version
 * @param settings content of the config maps of Knative Serving by their names; one that could not
 *     be read is missing
 * @param denied what whoever asks may not do
 */
public record ClusterFacts(
    String kubernetes,
    Optional<String> serving,
    Optional<String> eventing,
    Map<String, Set<String>> resources,
    Map<String, Map<String, String>> settings,
    List<Access> denied) {
  public ClusterFacts {
    resources = Map.copyOf(resources);
    settings = Map.copyOf(settings);
    denied = List.copyOf(denied);
  }

  /**
   * One thing that somebody does.
   *
   * @param namespace empty for things that are in none
   * @param group empty for the core
   */
  public record Access(String namespace, String group, String resource, String verb) {
    @Override
    public String toString() {
      String what = group.isEmpty() ? resource : resource + "." + group;
      return verb + " " + what + (namespace.isEmpty() ? "" : " in " + namespace);
    }
  }
}
