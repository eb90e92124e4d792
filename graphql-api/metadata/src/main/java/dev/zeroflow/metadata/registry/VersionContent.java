package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a version is registered with, beside its artifact.
 *
 * @param metrics ordered by key
 * @param properties what clients of other registries say of it: JSON values by key
 */
public record VersionContent(
    String description,
    List<ModelMetric> metrics,
    VersionOrigin origin,
    Map<String, String> tags,
    Map<String, @Nullable Object> properties) {
  /** Most metrics of a version. */
  public static final int MAX_METRICS = 100;

  /** Longest source, location, link, signature or environment, in characters. */
  public static final int MAX_ORIGIN = 100_000;

  private static final int MAX_KEY = 200;

  public VersionContent {
    Names.prose("a version's description", description);
    metrics = checked(metrics);
    tags = RegistryTags.checked(tags);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    origin(origin);
  }

  static VersionContent of(String description, List<ModelMetric> metrics) {
    return new VersionContent(description, metrics, VersionOrigin.UNKNOWN, Map.of(), Map.of());
  }

  /** Every field, each as a text; what was never sent adds nothing. */
  void appendTo(Consumer<String> fields) {
    fields.accept(description);
    metrics.forEach(
        metric -> {
          fields.accept(metric.key());
          fields.accept(Double.toString(metric.value()));
        });
    if (!origin.equals(VersionOrigin.UNKNOWN)) {
      fields.accept(origin.toString());
    }
    if (!tags.isEmpty()) {
      fields.accept(tags.toString());
    }
    if (!properties.isEmpty()) {
      fields.accept(properties.toString());
    }
  }

  private static void origin(VersionOrigin origin) {
    for (@Nullable String text :
        new @Nullable String[] {
          origin.source(),
          origin.location(),
          origin.runLink(),
          origin.signature(),
          origin.environment()
        }) {
      if (text != null && (text.length() > MAX_ORIGIN || text.indexOf('\0') >= 0)) {
        throw MetadataException.badInput(
            "source, run link, signature and environment have at most %d characters each, and not U+0000"
                .formatted(MAX_ORIGIN));
      }
    }
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
