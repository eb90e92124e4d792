package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import java.util.Map;

/** The rule for tags: few, short, on one line. */
public final class Tags {
  /** Most tags of one thing. */
  public static final int MAX = 20;

  private static final int MAX_KEY = 63;
  private static final int MAX_VALUE = 253;

  private Tags() {}

  /**
   * A copy of the tags.
   *
   * @throws MetadataException with BAD_INPUT if they break the rule
   */
  public static Map<String, String> check(Map<String, String> tags) {
    if (tags.size() > MAX) {
      throw MetadataException.badInput("there may be at most " + MAX + " tags");
    }
    tags.forEach(
        (key, value) -> {
          Names.title("the key of a tag", key, MAX_KEY);
          if (!value.isEmpty()) {
            Names.title("the value of a tag", value, MAX_VALUE);
          }
        });
    return Map.copyOf(tags);
  }
}
