package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.View;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches for runs. */
@Path("/api/2.0/mlflow/runs")
@RunOnVirtualThread
class RunSearchResource {
  private static final int SIZE = 1_000;
  private static final int MAX_EXPERIMENTS = 1_000;

  private final CallerResolver callers;
  private final RunSearches runs;
  private final MlflowRuns shown;
  private final MlflowJson json;

  RunSearchResource(CallerResolver callers, RunSearches runs, MlflowRuns shown, MlflowJson json) {
    this.callers = callers;
    this.runs = runs;
    this.shown = shown;
    this.json = json;
  }

  /** A part of the runs. */
  record RunsFound(List<RunBody> runs, @Nullable String nextPageToken) {}

  @POST
  @Path("search")
  public Response search(byte[] body) {
    String project = callers.caller().project();
    SearchRequest request = json.read(body, SearchRequest.class);
    List<Long> numbers = numbers(request.experimentIds());
    View view = request.view();
    Search search =
        request.search(
            SearchTarget.RUNS,
            view + " " + numbers,
            List.of("start_time DESC"),
            SIZE,
            RunSearches.MAX_SIZE);
    if (numbers.isEmpty()) {
      return json.done();
    }
    Found<TrackingRun> found = runs.search(project, numbers, view, search);
    return json.ok(new RunsFound(shown.shown(project, found.items()), search.next(found)));
  }

  /** Numbers of experiments; what is no number is the one of none. */
  private static List<Long> numbers(@Nullable List<String> ids) {
    if (ids == null) {
      return List.of();
    }
    if (ids.size() > MAX_EXPERIMENTS) {
      throw HttpFailure.badInput(
          "experiment_ids has at most %d entries".formatted(MAX_EXPERIMENTS));
    }
    return ids.stream().filter(MlflowIds::isExperiment).map(MlflowIds::experiment).toList();
  }
}
