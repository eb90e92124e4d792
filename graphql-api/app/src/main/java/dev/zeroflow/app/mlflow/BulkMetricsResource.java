package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.MetricHistories;
import dev.zeroflow.metadata.tracking.MetricHistories.OfRun;
import dev.zeroflow.metadata.tracking.MetricHistories.Steps;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One metric of several runs, for charts. */
@Path("/ajax-api/2.0/mlflow/metrics")
@RunOnVirtualThread
class BulkMetricsResource {
  private final CallerResolver callers;
  private final MetricHistories histories;
  private final MlflowJson json;

  BulkMetricsResource(CallerResolver callers, MetricHistories histories, MlflowJson json) {
    this.callers = callers;
    this.histories = histories;
    this.json = json;
  }

  /** A point of a run. */
  record Point(
      @Nullable String key,
      @Nullable Double value,
      @Nullable Long timestamp,
      @Nullable Long step,
      String runId) {
    static Point of(OfRun it) {
      MetricBody shown = MetricBody.of(it.point());
      return new Point(
          shown.key(), shown.value(), shown.timestamp(), shown.step(), MlflowIds.hex(it.run()));
    }
  }

  /** Points of several runs. */
  record Points(List<Point> metrics) {
    static Points of(List<OfRun> found) {
      return new Points(found.stream().map(it -> Point.of(it)).toList());
    }
  }

  @GET
  @Path("get-history-bulk")
  public Response whole(
      @QueryParam("run_id") List<String> runs,
      @QueryParam("metric_key") @Nullable String key,
      @QueryParam("max_results") @Nullable Integer maxResults) {
    String project = callers.caller().project();
    int limit = maxResults == null ? TrackingRuns.MAX_HISTORY : maxResults;
    if (limit < 1) {
      throw HttpFailure.badInput("max_results must be at least 1: " + limit);
    }
    return json.ok(
        Points.of(
            histories.whole(
                project,
                ids("run_id", runs),
                key(key),
                Math.min(limit, TrackingRuns.MAX_HISTORY))));
  }

  @GET
  @Path("get-history-bulk-interval")
  public Response spread(
      @QueryParam("run_ids") List<String> runs,
      @QueryParam("metric_key") @Nullable String key,
      @QueryParam("start_step") @Nullable Long start,
      @QueryParam("end_step") @Nullable Long end,
      @QueryParam("max_results") @Nullable Integer maxResults) {
    String project = callers.caller().project();
    int most = maxResults == null ? MetricHistories.MAX_SPREAD : maxResults;
    List<UUID> ids = ids("run_ids", runs);
    return json.ok(Points.of(histories.spread(project, ids, key(key), steps(start, end), most)));
  }

  private static List<UUID> ids(String field, List<String> runs) {
    if (runs.isEmpty()) {
      throw MlflowIds.missing(field);
    }
    return runs.stream().map(run -> MlflowIds.run(run, null)).toList();
  }

  private static String key(@Nullable String key) {
    if (key == null || key.isEmpty()) {
      throw MlflowIds.missing("metric_key");
    }
    return key;
  }

  private static Steps steps(@Nullable Long start, @Nullable Long end) {
    if (start == null && end == null) {
      return Steps.ALL;
    }
    if (start == null || end == null) {
      throw HttpFailure.badInput("send start_step and end_step, or none of them");
    }
    return new Steps(start, end);
  }
}
