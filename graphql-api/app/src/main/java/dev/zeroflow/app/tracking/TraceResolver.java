package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NamedValue;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.registry.ApiTag;
import dev.zeroflow.app.tracking.TraceConnection.TraceQuery;
import dev.zeroflow.metadata.search.FilterParser;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.trace.TraceData;
import dev.zeroflow.metadata.trace.TraceSearches;
import dev.zeroflow.metadata.trace.Traces;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Queries for traces. */
@GraphQLApi
@Refusing
public class TraceResolver {
  private final CallerResolver callers;
  private final Traces traces;
  private final TraceSearches searches;
  private final ShownTraces shown;
  private final Later later;

  TraceResolver(
      CallerResolver callers,
      Traces traces,
      TraceSearches searches,
      ShownTraces shown,
      Later later) {
    this.callers = callers;
    this.traces = traces;
    this.searches = searches;
    this.shown = shown;
    this.later = later;
  }

  @Query
  @RunOnVirtualThread
  @Description("One trace; null if there is none with this id.")
  public @Nullable ApiTrace trace(
      @NonNull @Id @Name("id") @Description("Its id, also as tracking clients name it.")
          String id) {
    String project = callers.caller().project();
    return TrackingIds.trace(id)
        .flatMap(it -> traces.find(project, it))
        .map(it -> shown.of(project, List.of(it)).getFirst())
        .orElse(null);
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Traces, newest first unless said otherwise.")
  public TraceConnection traces(
      @Name("experiments") @Description("Numbers of the experiments to look in; all if left out.")
          @Nullable List<String> experiments,
      @Name("where")
          @Description(
              "Filter as in search_traces of MLflow, also with OR and parentheses, e.g. \"status ="
                  + " 'ERROR' OR feedback.quality < 0.5\".")
          @Nullable String where,
      @Name("orderBy")
          @Description("Orders such as \"execution_time_ms DESC\", the most important one first.")
          @Nullable List<String> orderBy,
      @Name("first") @DefaultValue("25") @Description("Most traces to return, 1 to 100.") int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    String project = callers.caller().project();
    List<Long> numbers = TrackingIds.numbers(experiments);
    Search search =
        Pages.search(
            SearchTarget.TRACES,
            numbers.toString(),
            FilterParser.parse(where == null ? "" : where, SearchTarget.TRACES),
            orderBy,
            List.of("timestamp_ms DESC"),
            first,
            after);
    // No experiment is not the same as all of them.
    Found<Trace> found =
        experiments != null && numbers.isEmpty()
            ? new Found<>(List.of(), List.of(), false)
            : searches.search(project, numbers, search);
    return TraceConnection.of(
        new TraceQuery(project, numbers, search), found, shown.of(project, found.items()));
  }

  @NonNull
  @Description("Traces that fulfil the search, on all pages; counting ends at a million.")
  public Uni<Integer> totalCount(@Source TraceConnection page) {
    TraceQuery query = page.query();
    return later.of(() -> searches.count(query.project(), query.experiments(), query.search()));
  }

  @NonNull
  @Description("Tags, ordered by key.")
  public Uni<List<List<@NonNull ApiTag>>> tags(@Source List<ApiTrace> found) {
    return data(found, it -> ApiTag.of(it.tags()));
  }

  @NonNull
  @Description("What was told of it and does not change, ordered by key.")
  public Uni<List<List<@NonNull NamedValue>>> metadata(@Source List<ApiTrace> found) {
    return data(found, it -> NamedValue.of(it.metadata()));
  }

  @NonNull
  @Description("What is said of it, the oldest first.")
  public Uni<List<List<@NonNull ApiAssessment>>> assessments(@Source List<ApiTrace> found) {
    return data(found, it -> it.assessments().stream().map(ApiAssessment::of).toList());
  }

  private static <T> Uni<List<T>> data(List<ApiTrace> found, Function<TraceData, T> part) {
    return TracePage.each(found, TracePage::data, TraceData.EMPTY)
        .map(read -> read.stream().map(part).toList());
  }

  @NonNull
  @Description("Its operations: the root first, then by their starts.")
  public Uni<List<List<@NonNull ApiSpan>>> spans(@Source List<ApiTrace> found) {
    return TracePage.each(found, TracePage::spans, List.of())
        .map(read -> read.stream().map(it -> it.stream().map(ApiSpan::of).toList()).toList());
  }
}
