package dev.zeroflow.metadata.registry;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a model; what is null stays.
 *
 * @param tags to set, or to remove where the value is null
 * @param expectedRevision that the model must be at; null for any
 */
public record ModelChange(
    @Nullable String name,
    @Nullable String description,
    Map<String, @Nullable String> tags,
    @Nullable Map<String, @Nullable Object> properties,
    @Nullable Long expectedRevision) {
  public ModelChange {
    tags = Collections.unmodifiableMap(new HashMap<>(tags));
  }

  public static ModelChange rename(String name) {
    return new ModelChange(name, null, Map.of(), null, null);
  }

  public static ModelChange describe(String description) {
    return new ModelChange(null, description, Map.of(), null, null);
  }

  public static ModelChange tag(String key, String value) {
    return new ModelChange(null, null, Map.of(key, value), null, null);
  }

  /** Removes a tag, if it is there. */
  public static ModelChange untag(String key) {
    return new ModelChange(null, null, Collections.singletonMap(key, null), null, null);
  }
}
