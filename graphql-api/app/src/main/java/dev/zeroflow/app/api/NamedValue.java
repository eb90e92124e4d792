package dev.zeroflow.app.api;

import dev.zeroflow.metadata.tracking.Entry;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A name and a value as text. */
@Type("NamedValue")
@Description("A name and its value.")
public record NamedValue(
    @NonNull @Description("Name.") String name,
    @NonNull @Description("Value as a text: which kind of, says the field that has it.")
        String value) {
  /** In the order of the list. */
  public static List<NamedValue> of(List<Entry> entries) {
    return entries.stream().map(it -> new NamedValue(it.key(), it.value())).toList();
  }

  /** In the order of the map. */
  public static List<NamedValue> list(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> new NamedValue(entry.getKey(), entry.getValue()))
        .toList();
  }
}
