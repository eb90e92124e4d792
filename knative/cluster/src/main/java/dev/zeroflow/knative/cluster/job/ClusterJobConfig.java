package dev.zeroflow.knative.cluster.job;

import java.time.Duration;
import java.util.Map;

/**
 * Settings and limits of jobs on a cluster.
 *
 * @param namespace where they run
 * @param images handler images of this project by the name that pipelines use, each as it can be
 *     pulled, best with a digest; all others are images of users, and run the Python host
 * @param environment variables of every handler
 * @param kept how long a job that has ended stays; longer than another scheduler takes to look
 * @param pullLimit how long an image may fail to be pulled
 * @param startLimit how long a job may wait for a node
 */
public record ClusterJobConfig(
    String namespace,
    Map<String, String> images,
    Map<String, String> environment,
    Duration kept,
    Duration pullLimit,
    Duration startLimit) {
  public ClusterJobConfig {
    images = Map.copyOf(images);
    environment = Map.copyOf(environment);
  }

  /** The defaults; half an hour is enough for a node with a GPU to be added. */
  public static ClusterJobConfig of(String namespace, Map<String, String> images) {
    return new ClusterJobConfig(
        namespace,
        images,
        Map.of(),
        Duration.ofMinutes(10),
        Duration.ofMinutes(2),
        Duration.ofMinutes(30));
  }
}
