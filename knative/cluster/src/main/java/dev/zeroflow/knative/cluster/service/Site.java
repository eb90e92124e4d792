package dev.zeroflow.knative.cluster.service;

import dev.zeroflow.knative.cluster.pod.Confinement;
import java.util.Map;

/**
 * What a cluster adds to a specification.
 *
 * @param namespace where the Service lives
 * @param image what it runs, with a digest where there is one
 * @param confinement how much its container is held back
 * @param revisions names of the revisions that exist, by version
 */
public record Site(
    String namespace, String image, Confinement confinement, Map<String, String> revisions) {
  public Site {
    revisions = Map.copyOf(revisions);
  }
}
