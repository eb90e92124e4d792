package dev.zeroflow.app.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A tag to set. */
@Input("TagInput")
@Description("A tag to set.")
public record TagInput(
    @NonNull @Description("Unique among the tags of a thing.") String key,
    @NonNull @Description("Any text.") String value) {
  /** Tags to set, and keys to remove as keys without a value. */
  static Map<String, @Nullable String> change(
      @Nullable List<TagInput> set, @Nullable List<String> remove) {
    Map<String, @Nullable String> change = new LinkedHashMap<>();
    if (remove != null) {
      remove.stream().filter(Objects::nonNull).forEach(key -> change.put(key, null));
    }
    change.putAll(map(set));
    return change;
  }

  /** Tags of something new. */
  public static Map<String, String> map(@Nullable List<TagInput> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    if (tags != null) {
      tags.stream().filter(Objects::nonNull).forEach(tag -> map.put(tag.key, tag.value));
    }
    return map;
  }
}
