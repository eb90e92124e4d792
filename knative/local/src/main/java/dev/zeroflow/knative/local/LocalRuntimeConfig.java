package dev.zeroflow.knative.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Settings and limits of the local runtime.
 *
 * @param workDirectory where working directories of replicas are made; the runtime owns its folder
 *     {@code replicas} and empties it at start
 * @param images how each image runs on this machine, by image name
 * @param tick time between two decisions of the autoscaler
 * @param probeInterval time between two looks whether a starting replica listens
 * @param drainLimit longest wait for running calls before a replica is stopped anyway
 * @param closeDrain the same when the whole runtime closes
 * @param killGrace time between SIGTERM and SIGKILL
 * @param maxReplyBytes largest body of a reply
 */
public record LocalRuntimeConfig(
    Path workDirectory,
    Map<String, LocalImage> images,
    Duration tick,
    Duration probeInterval,
    Duration drainLimit,
    Duration closeDrain,
    Duration killGrace,
    int maxReplyBytes) {
  public LocalRuntimeConfig {
    images = Map.copyOf(images);
  }

  /**
   * The defaults. Knative's autoscaler looks every 2 s because it scrapes pods; here the numbers
   * are at hand.
   */
  public static LocalRuntimeConfig of(Path workDirectory, Map<String, LocalImage> images) {
    return new LocalRuntimeConfig(
        workDirectory,
        images,
        Duration.ofMillis(200),
        Duration.ofMillis(25),
        Duration.ofMinutes(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        64 << 20);
  }
}
