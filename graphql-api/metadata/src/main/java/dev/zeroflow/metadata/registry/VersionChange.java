package dev.zeroflow.metadata.registry;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a version; what is null stays, and what it points to always.
 *
 * @param tags to set, or to remove where the value is null
 */
public record VersionChange(
    @Nullable String description,
    @Nullable Stage stage,
    Map<String, @Nullable String> tags,
    @Nullable Map<String, @Nullable Object> properties) {
  public VersionChange {
    tags = Collections.unmodifiableMap(new HashMap<>(tags));
  }

  public static VersionChange describe(String description) {
    return new VersionChange(description, null, Map.of(), null);
  }

  public static VersionChange stage(Stage stage) {
    return new VersionChange(null, stage, Map.of(), null);
  }

  public static VersionChange tag(String key, String value) {
    return new VersionChange(null, null, Map.of(key, value), null);
  }

  /** Removes a tag, if it is there. */
  public static VersionChange untag(String key) {
    return new VersionChange(null, null, Collections.singletonMap(key, null), null);
  }
}
