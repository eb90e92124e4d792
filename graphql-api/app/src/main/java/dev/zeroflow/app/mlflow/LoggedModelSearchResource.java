package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.search.Order;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.LoggedModelSearch;
import dev.zeroflow.metadata.tracking.LoggedModelSearch.ModelOrder;
import dev.zeroflow.metadata.tracking.LoggedModelSearch.OnDataset;
import dev.zeroflow.metadata.tracking.LoggedModels;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds logged models. */
@Path("/api/2.0/mlflow/logged-models/search")
@RunOnVirtualThread
class LoggedModelSearchResource {
  private static final int DEFAULT_LIMIT = 100;

  /** A data set that models were measured on. */
  record Dataset(@Nullable String datasetName, @Nullable String datasetDigest) {
    OnDataset read() {
      if (datasetName == null || datasetName.isEmpty()) {
        throw MlflowIds.missing("dataset_name");
      }
      return new OnDataset(datasetName, datasetDigest == null ? "" : datasetDigest);
    }
  }

  /** An order; ascending if not said. */
  record OrderBy(
      @Nullable String fieldName,
      @Nullable Boolean ascending,
      @Nullable String datasetName,
      @Nullable String datasetDigest) {
    ModelOrder read() {
      if (fieldName == null || fieldName.isEmpty()) {
        throw MlflowIds.missing("field_name");
      }
      boolean descending = Boolean.FALSE.equals(ascending);
      Order order =
          Order.parse(fieldName + (descending ? " DESC" : ""), SearchTarget.LOGGED_MODELS);
      if (datasetName == null || datasetName.isEmpty()) {
        return new ModelOrder(order, new OnDataset("", ""));
      }
      return new ModelOrder(order, new Dataset(datasetName, datasetDigest).read());
    }
  }

  /** A search. */
  record Request(
      @Nullable List<String> experimentIds,
      @Nullable String filter,
      @Nullable List<Dataset> datasets,
      @Nullable Integer maxResults,
      @Nullable List<OrderBy> orderBy,
      @Nullable String pageToken) {}

  /** A page of models. */
  record Found(List<LoggedModelBody> models, @Nullable String nextPageToken) {}

  private final CallerResolver callers;
  private final MlflowExperiments experiments;
  private final LoggedModels models;
  private final MlflowJson json;

  LoggedModelSearchResource(
      CallerResolver callers, MlflowExperiments experiments, LoggedModels models, MlflowJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.models = models;
    this.json = json;
  }

  @POST
  public Response search(byte[] body) {
    String project = callers.caller().project();
    Request request = json.read(body, Request.class);
    LoggedModelSearch search = search(project, request);
    var found = models.search(project, search);
    return json.ok(
        new Found(
            found.items().stream().map(it -> LoggedModelBody.of(it)).toList(),
            search.search().next(found)));
  }

  private LoggedModelSearch search(String project, Request request) {
    List<String> numbers = request.experimentIds() == null ? List.of() : request.experimentIds();
    return LoggedModelSearch.of(
        numbers.stream()
            .map(number -> experiments.get(project, number))
            .map(TrackingExperiment::id)
            .toList(),
        request.datasets() == null
            ? List.of()
            : request.datasets().stream().map(Dataset::read).toList(),
        request.filter() == null ? "" : request.filter(),
        request.orderBy() == null
            ? List.of()
            : request.orderBy().stream().map(OrderBy::read).toList(),
        request.pageToken() == null ? "" : request.pageToken(),
        request.maxResults() == null ? DEFAULT_LIMIT : request.maxResults());
  }
}
