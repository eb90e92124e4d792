package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checked request to register a model version.
 *
 * @param runId run of the caller, with its taskPath; null if a person registers
 * @param clientRequestId chosen by the client, once per intended version: sending the same request
 *     again returns the first result
 */
public record ModelRegistration(
    String project,
    String model,
    UUID artifactId,
    @Nullable UUID runId,
    @Nullable String taskPath,
    String description,
    List<ModelMetric> metrics,
    String clientRequestId) {
  /** Most metrics of a version. */
  public static final int MAX_METRICS = 100;

  /** Longest description, in characters. */
  public static final int MAX_DESCRIPTION = 10_000;

  private static final int MAX_KEY = 200;

  public ModelRegistration {
    Names.check("a model's name", model);
    Names.checkRequestId(clientRequestId);
    if (description.length() > MAX_DESCRIPTION) {
      throw MetadataException.badInput(
          "a description has at most " + MAX_DESCRIPTION + " characters");
    }
    if ((runId == null) != (taskPath == null)) {
      throw new IllegalArgumentException("run and task belong together");
    }
    metrics = checked(metrics);
  }

  /**
   * Digest of what the client asked for. Who asked is left out: a second attempt of the same task
   * that registers the same model is the same request.
   */
  public String requestDigest() {
    var text = new StringBuilder();
    field(text, model);
    field(text, artifactId.toString());
    field(text, description);
    metrics.forEach(
        metric -> {
          field(text, metric.key());
          field(text, Double.toString(metric.value()));
        });
    return Digests.sha256(text.toString());
  }

  /** With its length before it, so that no two lists of fields give the same text. */
  private static void field(StringBuilder text, String value) {
    text.append(value.length()).append(':').append(value);
  }

  private static List<ModelMetric> checked(List<ModelMetric> metrics) {
    if (metrics.size() > MAX_METRICS) {
      throw MetadataException.badInput("a model version has at most " + MAX_METRICS + " metrics");
    }
    Set<String> keys = new HashSet<>();
    for (ModelMetric metric : metrics) {
      if (metric.key().isBlank() || metric.key().length() > MAX_KEY || !keys.add(metric.key())) {
        throw MetadataException.badInput(
            "metric keys must be different texts of 1 to " + MAX_KEY + " characters");
      }
      if (!Double.isFinite(metric.value())) {
        throw MetadataException.badInput("metric \"" + metric.key() + "\" is not a finite number");
      }
    }
    return metrics.stream().sorted(Comparator.comparing(ModelMetric::key)).toList();
  }
}
