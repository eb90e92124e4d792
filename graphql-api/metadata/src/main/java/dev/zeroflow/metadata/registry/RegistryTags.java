package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tags of models and versions: more may be written here than to a run. */
public final class RegistryTags {
  /** Most tags of one model or version. */
  public static final int MAX_TAGS = 200;

  /** Longest key, in characters. */
  public static final int MAX_KEY = 250;

  /** Longest value, in characters. */
  public static final int MAX_VALUE = 100_000;

  private RegistryTags() {}

  /** The tags in the order of their keys. */
  static Map<String, String> ordered(Map<String, String> tags) {
    return Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * Returns the tags if they can be.
   *
   * @throws MetadataException with BAD_INPUT if there are too many, or one is too long
   */
  public static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw MetadataException.badInput("there can be at most " + MAX_TAGS + " tags");
    }
    tags.forEach(RegistryTags::check);
    return ordered(tags);
  }

  private static void check(String key, String value) {
    if (key.isBlank() || key.length() > MAX_KEY || key.indexOf('\0') >= 0) {
      throw MetadataException.badInput(
          "the key of a tag must have 1 to " + MAX_KEY + " characters, and not U+0000");
    }
    if (value.length() > MAX_VALUE || value.indexOf('\0') >= 0) {
      throw MetadataException.badInput(
          "the value of tag \"%s\" must have at most %d characters, and not U+0000"
              .formatted(key, MAX_VALUE));
    }
  }

  /** The tags after a change: a key without a value is removed. */
  static Map<String, String> changed(
      Map<String, String> tags, Map<String, @Nullable String> change) {
    Map<String, String> after = new TreeMap<>(tags);
    change.forEach(
        (key, value) -> {
          if (value == null) {
            after.remove(key);
          } else {
            after.put(key, value);
          }
        });
    return change.isEmpty() ? tags : checked(after);
  }
}
