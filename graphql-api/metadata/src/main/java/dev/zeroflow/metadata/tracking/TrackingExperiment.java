package dev.zeroflow.metadata.tracking;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An experiment as tracking clients know it.
 *
 * @param number how clients name it; 0 is the default one of the project
 * @param artifactLocation where clients store files by themselves; empty if they do it through the
 *     server. Never opened by the server
 * @param deleted whether it is put away, with its runs
 */
public record TrackingExperiment(
    UUID id,
    String project,
    long number,
    String name,
    String artifactLocation,
    Map<String, String> tags,
    boolean deleted,
    Instant createdAt,
    Instant updatedAt) {
  public TrackingExperiment {
    tags = Map.copyOf(tags);
  }
}
