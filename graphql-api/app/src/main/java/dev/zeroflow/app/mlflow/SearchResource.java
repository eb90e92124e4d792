package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Place;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.ExperimentSearches;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.View;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches for experiments and runs. */
@Path("/api/2.0/mlflow")
@RunOnVirtualThread
class SearchResource {
  private static final int SIZE = 1_000;
  private static final int MAX_EXPERIMENTS = 1_000;

  private final CallerResolver callers;
  private final MlflowExperiments known;
  private final ExperimentSearches experiments;
  private final RunSearches runs;
  private final MlflowRuns shown;
  private final MlflowJson json;

  SearchResource(
      CallerResolver callers,
      MlflowExperiments known,
      ExperimentSearches experiments,
      RunSearches runs,
      MlflowRuns shown,
      MlflowJson json) {
    this.callers = callers;
    this.known = known;
    this.experiments = experiments;
    this.runs = runs;
    this.shown = shown;
    this.json = json;
  }

  /** A part of the experiments. */
  record ExperimentsFound(List<ExperimentBody> experiments, @Nullable String nextPageToken) {}

  /** A part of the runs. */
  record RunsFound(List<RunBody> runs, @Nullable String nextPageToken) {}

  @POST
  @Path("experiments/search")
  public Response experiments(byte[] body) {
    return experiments(json.read(body, SearchRequest.class));
  }

  @GET
  @Path("experiments/search")
  public Response experiments(@Context UriInfo uri) {
    return experiments(json.read(uri.getQueryParameters(), SearchRequest.class));
  }

  private Response experiments(SearchRequest request) {
    String project = callers.caller().project();
    known.get(project, "0");
    View view = request.view();
    Search search =
        request.search(
            SearchTarget.EXPERIMENTS,
            view.name(),
            List.of("creation_time DESC", "experiment_id ASC"),
            SIZE,
            RunSearches.MAX_SIZE);
    Found<TrackingExperiment> found = experiments.search(project, view, search);
    return json.ok(
        new ExperimentsFound(
            found.items().stream().map(ExperimentBody::of).toList(), token(search, found.last())));
  }

  @POST
  @Path("runs/search")
  public Response runs(byte[] body) {
    String project = callers.caller().project();
    SearchRequest request = json.read(body, SearchRequest.class);
    List<Long> numbers = numbers(request.experimentIds());
    if (numbers.isEmpty()) {
      return json.done();
    }
    View view = request.view();
    Search search =
        request.search(
            SearchTarget.RUNS,
            view + " " + numbers,
            List.of("start_time DESC"),
            SIZE,
            RunSearches.MAX_SIZE);
    Found<TrackingRun> found = runs.search(project, numbers, view, search);
    return json.ok(new RunsFound(shown.shown(project, found.items()), token(search, found.last())));
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

  private static @Nullable String token(Search search, @Nullable Place last) {
    return last == null ? null : search.token(last);
  }
}
