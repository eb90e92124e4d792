package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.MetricHistories.Range;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunInputs.Logged;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Several runs side by side. */
@Type("RunComparison")
@Description("Several runs side by side; every list of values is in the order of the runs.")
public record ApiRunComparison(
    @NonNull @Description("The runs, as they were asked for.") List<@NonNull ApiTrackingRun> runs,
    @NonNull @Description("Parameters, ordered by key.") List<@NonNull ComparedText> parameters,
    @NonNull @Description("Metrics, ordered by key.") List<@NonNull ComparedMetric> metrics,
    @NonNull @Description("Tags, ordered by key, without those of the environment.")
        List<@NonNull ComparedText> tags,
    @NonNull @Description("Where the code came from: the tags mlflow.source.*, ordered by key.")
        List<@NonNull ComparedText> environment,
    @NonNull
        @Description(
            "Digests of the data sets that were read, ordered by name; several of a run are"
                + " separated by commas.")
        List<@NonNull ComparedText> datasets) {
  private static final String SOURCE = "mlflow.source.";

  static ApiRunComparison of(
      List<ApiTrackingRun> runs,
      List<RunData> data,
      List<Logged> logged,
      List<List<Range>> ranges) {
    return new ApiRunComparison(
        runs,
        ComparedText.of(data.stream().map(it -> map(it.parameters(), key -> true)).toList()),
        ComparedMetric.of(data.stream().map(RunData::metrics).toList(), ranges),
        ComparedText.of(
            data.stream().map(it -> map(it.tags(), key -> !key.startsWith(SOURCE))).toList()),
        ComparedText.of(
            data.stream().map(it -> map(it.tags(), key -> key.startsWith(SOURCE))).toList()),
        ComparedText.of(logged.stream().map(ApiRunComparison::digests).toList()));
  }

  private static Map<String, String> map(List<Entry> entries, Predicate<String> wanted) {
    return entries.stream()
        .filter(entry -> wanted.test(entry.key()))
        .collect(Collectors.toMap(Entry::key, Entry::value));
  }

  private static Map<String, String> digests(Logged logged) {
    return logged.datasets().stream()
        .collect(
            Collectors.groupingBy(
                it -> it.dataset().name(),
                Collectors.mapping(
                    it -> it.dataset().digest(),
                    Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), all -> String.join(",", all)))));
  }
}
