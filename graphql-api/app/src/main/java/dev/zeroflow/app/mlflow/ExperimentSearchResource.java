package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.ExperimentSearches;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
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

/** Searches for experiments. */
@Path("/api/2.0/mlflow/experiments")
@RunOnVirtualThread
class ExperimentSearchResource {
  private static final int SIZE = 1_000;

  private final CallerResolver callers;
  private final MlflowExperiments known;
  private final ExperimentSearches experiments;
  private final MlflowJson json;

  ExperimentSearchResource(
      CallerResolver callers,
      MlflowExperiments known,
      ExperimentSearches experiments,
      MlflowJson json) {
    this.callers = callers;
    this.known = known;
    this.experiments = experiments;
    this.json = json;
  }

  /** A part of the experiments. */
  record ExperimentsFound(List<ExperimentBody> experiments, @Nullable String nextPageToken) {}

  @POST
  @Path("search")
  public Response search(byte[] body) {
    return search(json.read(body, SearchRequest.class));
  }

  @GET
  @Path("search")
  public Response search(@Context UriInfo uri) {
    return search(json.read(uri.getQueryParameters(), SearchRequest.class));
  }

  private Response search(SearchRequest request) {
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
            found.items().stream().map(ExperimentBody::of).toList(), search.next(found)));
  }
}
