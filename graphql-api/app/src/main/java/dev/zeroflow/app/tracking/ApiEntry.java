package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A parameter or a tag. */
@Type("TrackingEntry")
@Description("A parameter or a tag: a key and its text.")
public record ApiEntry(
    @NonNull @Description("Unique among the parameters or tags of a thing.") String key,
    @NonNull @Description("Any text.") String value) {
  static List<ApiEntry> list(List<Entry> entries) {
    return entries.stream().map(it -> new ApiEntry(it.key(), it.value())).toList();
  }
}
