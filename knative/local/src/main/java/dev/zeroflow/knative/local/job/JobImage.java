package dev.zeroflow.knative.local.job;

import dev.zeroflow.knative.local.LocalImage;
import java.util.Map;

/**
 * How jobs of a function run on this machine.
 *
 * @param image its command line, the same as for its replicas
 * @param environment its environment; may hold secrets
 */
public record JobImage(LocalImage image, Map<String, String> environment) {
  public JobImage {
    environment = Map.copyOf(environment);
  }
}
