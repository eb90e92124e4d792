package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an experiment, all of it or nothing.
 *
 * @param name null for the one that it has
 * @param setTags tags to set, by key
 * @param removeTags keys of tags to remove, before others are set
 */
public record ExperimentChange(
    @Nullable String name, Map<String, String> setTags, List<String> removeTags) {
  /** Longest value of a tag, in characters. */
  public static final int MAX_TAG = 20_000;

  public ExperimentChange {
    setTags = checkedTags(setTags);
    removeTags = List.copyOf(removeTags);
  }

  /**
   * The tags.
   *
   * @throws MetadataException with BAD_INPUT if there are too many, or one is too long
   */
  public static Map<String, String> checkedTags(Map<String, String> tags) {
    if (tags.size() > Entry.MAX_ENTRIES) {
      throw MetadataException.badInput(
          "a request has at most %d tags, not %d".formatted(Entry.MAX_ENTRIES, tags.size()));
    }
    tags.forEach(
        (key, value) -> {
          Entry.checkKey("tag", key);
          if (value.length() > MAX_TAG || value.indexOf('\0') >= 0) {
            throw MetadataException.badInput(
                "the value of tag \"%s\" must have at most %d characters, and not U+0000"
                    .formatted(key, MAX_TAG));
          }
        });
    return Map.copyOf(tags);
  }
}
