package dev.zeroflow.app.tracking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A text of each of several runs. */
@Type("ComparedText")
@Description("A text of each of several runs, side by side.")
public record ComparedText(
    @NonNull @Description("Key of the parameter or tag, or name of the data set.") String key,
    @NonNull @Description("For each run its value; null where it has none.") List<String> values,
    @Description("Whether the runs differ in it.") boolean differs) {
  /**
   * Keys in order, and what each run has of each.
   *
   * @param runs of each run the values by key
   */
  static List<ComparedText> of(List<Map<String, String>> runs) {
    return runs.stream()
        .flatMap(run -> run.keySet().stream())
        .distinct()
        .sorted()
        .map(key -> of(key, runs))
        .toList();
  }

  private static ComparedText of(String key, List<Map<String, String>> runs) {
    List<@Nullable String> values = new ArrayList<>();
    runs.forEach(run -> values.add(run.get(key)));
    boolean differs = new HashSet<>(values).size() > 1;
    return new ComparedText(key, Collections.unmodifiableList(values), differs);
  }
}
