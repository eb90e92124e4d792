package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.run.ApiPipelineRun;
import dev.zeroflow.metadata.run.RunRecord;
import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Order;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.View;
import dev.zeroflow.store.RunReads;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** What tracking runs belong to, and what belongs to them, for all runs of an answer at once. */
@GraphQLApi
@Refusing
public class TrackingRunRelations {
  private static final String PARENT = "mlflow.parentRunId";

  /** Most children of all runs of an answer. */
  private static final int MAX_CHILDREN = 1_000;

  private final RunPages pages;
  private final RunSearches searches;
  private final TrackingRunNodes nodes;
  private final RunReads pipelineRuns;

  TrackingRunRelations(
      RunPages pages, RunSearches searches, TrackingRunNodes nodes, RunReads pipelineRuns) {
    this.pages = pages;
    this.searches = searches;
    this.nodes = nodes;
    this.pipelineRuns = pipelineRuns;
  }

  @Description("Run below which it is; null if it is below none, or below one that is not there.")
  public Uni<List<@Nullable ApiTrackingRun>> parent(@Source List<ApiTrackingRun> runs) {
    return TrackingRunDetails.data(runs, TrackingRunRelations::parentOf)
        .flatMap(
            parents ->
                pages.later(
                    () -> {
                      Map<String, ApiTrackingRun> found = found(project(runs), parents);
                      List<@Nullable ApiTrackingRun> each = new ArrayList<>();
                      parents.forEach(parent -> each.add(found.get(parent)));
                      return each;
                    }));
  }

  private static String parentOf(RunData data) {
    return data.tags().stream()
        .filter(tag -> tag.key().equals(PARENT))
        .map(Entry::value)
        .findFirst()
        .orElse("");
  }

  /** Runs by their ids without hyphens; what is no id is passed over. */
  private Map<String, ApiTrackingRun> found(String project, List<String> ids) {
    List<UUID> known =
        ids.stream().flatMap(id -> TrackingIds.parse(id).stream()).distinct().toList();
    return nodes.byIds(project, known).stream()
        .collect(Collectors.toMap(ApiTrackingRun::runId, run -> run));
  }

  @NonNull
  @Description("Runs below it, newest first; at most 1000 for all runs of an answer together.")
  public Uni<List<List<@NonNull ApiTrackingRun>>> children(@Source List<ApiTrackingRun> runs) {
    List<String> ids = runs.stream().map(ApiTrackingRun::runId).distinct().toList();
    Order newest = new Order(new Identifier(Kind.ATTRIBUTE, "start_time"), true);
    Search search = new Search(in(Kind.TAG, PARENT, ids), List.of(newest), MAX_CHILDREN, null, "");
    return pages
        .later(() -> searches.search(project(runs), List.of(), View.ACTIVE_ONLY, search).items())
        .map(found -> pages.shown(project(runs), found))
        .flatMap(children -> below(runs, children));
  }

  private static Uni<List<List<ApiTrackingRun>>> below(
      List<ApiTrackingRun> runs, List<ApiTrackingRun> children) {
    if (children.isEmpty()) {
      return Uni.createFrom().item(runs.stream().map(run -> List.<ApiTrackingRun>of()).toList());
    }
    return TrackingRunDetails.data(children, TrackingRunRelations::parentOf)
        .map(
            parents -> {
              Map<String, List<ApiTrackingRun>> byParent =
                  IntStream.range(0, children.size())
                      .boxed()
                      .collect(
                          Collectors.groupingBy(
                              parents::get,
                              Collectors.mapping(children::get, Collectors.toList())));
              return runs.stream()
                  .map(run -> byParent.getOrDefault(run.runId(), List.of()))
                  .toList();
            });
  }

  @Description("Pipeline run that it stands for or belongs to; null if it has none.")
  public Uni<List<@Nullable ApiPipelineRun>> pipelineRun(@Source List<ApiTrackingRun> runs) {
    List<UUID> ids =
        runs.stream()
            .flatMap(run -> Stream.ofNullable(run.run().pipelineRunId()))
            .distinct()
            .toList();
    return pipelineRuns
        .runs(project(runs), ids)
        .map(
            found -> {
              Map<UUID, ApiPipelineRun> byId =
                  found.stream().collect(Collectors.toMap(RunRecord::id, ApiPipelineRun::of));
              List<@Nullable ApiPipelineRun> each = new ArrayList<>();
              for (ApiTrackingRun run : runs) {
                UUID id = run.run().pipelineRunId();
                each.add(id == null ? null : byId.get(id));
              }
              return each;
            });
  }

  private static Filter in(Kind kind, String key, List<String> values) {
    return new Filter.In(new Identifier(kind, key), false, values);
  }

  private static String project(List<ApiTrackingRun> runs) {
    return runs.getFirst().run().project();
  }
}
