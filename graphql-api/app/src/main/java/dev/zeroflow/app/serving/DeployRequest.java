package dev.zeroflow.app.serving;

import dev.zeroflow.metadata.Names;

/**
 * What to serve.
 *
 * @param service name to serve under
 */
public record DeployRequest(String service, String model, String version) {
  public DeployRequest {
    Names.checkSegment("a service's name", service);
  }
}
