package dev.zeroflow.app.registry;

import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A key and a text. */
@Type("Tag")
@Description("A key and a text.")
public record ApiTag(
    @NonNull @Description("Unique among the tags of a thing.") String key,
    @NonNull @Description("Any text.") String value) {
  /** In the order of the list. */
  public static List<ApiTag> of(List<Entry> entries) {
    return entries.stream().map(it -> new ApiTag(it.key(), it.value())).toList();
  }

  /** In the order of the map. */
  public static List<ApiTag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(entry -> new ApiTag(entry.getKey(), entry.getValue()))
        .toList();
  }
}
