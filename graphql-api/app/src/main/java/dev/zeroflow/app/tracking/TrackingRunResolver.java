package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.tracking.TrackingRunConnection.RunQuery;
import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.FilterParser;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.MetricHistories;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Queries for tracking runs. */
@GraphQLApi
@Refusing
public class TrackingRunResolver {
  private final CallerResolver callers;
  private final TrackingRuns runs;
  private final RunSearches searches;
  private final MetricHistories histories;
  private final RunPages pages;

  TrackingRunResolver(
      CallerResolver callers,
      TrackingRuns runs,
      RunSearches searches,
      MetricHistories histories,
      RunPages pages) {
    this.callers = callers;
    this.runs = runs;
    this.searches = searches;
    this.histories = histories;
    this.pages = pages;
  }

  @Query
  @RunOnVirtualThread
  @Description("One tracking run, also a deleted one; null if there is none with this id.")
  public @Nullable ApiTrackingRun trackingRun(
      @NonNull @Id @Name("id") @Description("Id of the run, or what clients name it by.")
          String id) {
    String project = callers.caller().project();
    return TrackingIds.parse(id)
        .flatMap(run -> runs.find(project, run))
        .map(run -> pages.shown(project, List.of(run)).getFirst())
        .orElse(null);
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Tracking runs, newest first unless said otherwise.")
  public TrackingRunConnection trackingRuns(
      @Name("experiments") @Description("Numbers of the experiments to look in; all if left out.")
          @Nullable List<String> experiments,
      @Name("where")
          @Description(
              "Filter as in search_runs of MLflow, also with OR and parentheses, e.g. \"metrics.acc"
                  + " > 0.9 OR tags.best = 'yes'\".")
          @Nullable String where,
      @Name("filter") @Description("What else they must fulfil.")
          @Nullable TrackingRunFilter filter,
      @Name("orderBy")
          @Description("Orders such as \"metrics.acc DESC\", the most important one first.")
          @Nullable List<String> orderBy,
      @Name("view") @DefaultValue("ACTIVE_ONLY") @Description("Whether deleted ones are seen.")
          ApiView view,
      @Name("first") @DefaultValue("25") @Description("Most runs to return, 1 to 100.") int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    String project = callers.caller().project();
    List<Long> numbers = TrackingIds.numbers(experiments);
    Filter wanted =
        TrackingRunFilter.all(
            List.of(
                FilterParser.parse(where == null ? "" : where, SearchTarget.RUNS),
                filter == null ? new Filter.All() : filter.filter()));
    Search search =
        Pages.search(
            SearchTarget.RUNS,
            view + " " + numbers,
            wanted,
            orderBy,
            List.of("start_time DESC"),
            first,
            after);
    RunQuery query = new RunQuery(project, numbers, view.view(), search);
    // No experiment is not the same as all of them.
    Found<TrackingRun> found =
        experiments != null && numbers.isEmpty()
            ? new Found<>(List.of(), List.of(), false)
            : searches.search(project, numbers, view.view(), search);
    return TrackingRunConnection.of(query, found, pages.shown(project, found.items()));
  }

  @NonNull
  @Description("Runs that fulfil the search, on all pages; counting ends at a million.")
  public Uni<Integer> totalCount(@Source TrackingRunConnection page) {
    RunQuery query = page.query();
    return pages.later(
        () -> searches.count(query.project(), query.experiments(), query.view(), query.search()));
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description(
      "Metrics over the steps of a run, ordered by key; long ones are thinned out so that peaks"
          + " stay.")
  public List<@NonNull ApiMetricSeries> metricSeries(
      @NonNull @Id @Name("run") @Description("Id of the run, or what clients name it by.")
          String run,
      @NonNull @Name("keys") @Description("Names of metrics, at most 20.")
          List<@NonNull String> keys,
      @Name("maxPoints")
          @DefaultValue("1000")
          @Description("Most points of each metric, 4 to 1000.")
          int maxPoints) {
    String project = callers.caller().project();
    return TrackingIds.parse(run).stream()
        .flatMap(id -> histories.sampled(project, id, keys, maxPoints).stream())
        .map(ApiMetricSeries::of)
        .toList();
  }
}
