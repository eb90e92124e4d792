package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.MetricPoint;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Metrics over the steps of a run. */
@Path("/api/2.0/mlflow/metrics")
@RunOnVirtualThread
class MetricsResource {
  private final CallerResolver callers;
  private final TrackingRuns runs;
  private final MlflowJson json;

  MetricsResource(CallerResolver callers, TrackingRuns runs, MlflowJson json) {
    this.callers = callers;
    this.runs = runs;
    this.json = json;
  }

  /** A page of a history. */
  record History(List<MetricBody> metrics, @Nullable String nextPageToken) {}

  @GET
  @Path("get-history")
  public Response history(
      @QueryParam("run_id") @Nullable String id,
      @QueryParam("run_uuid") @Nullable String uuid,
      @QueryParam("metric_key") @Nullable String key,
      @QueryParam("max_results") @Nullable Integer maxResults,
      @QueryParam("page_token") @Nullable String token) {
    String project = callers.caller().project();
    UUID run = MlflowIds.run(id, uuid);
    if (key == null || key.isEmpty()) {
      throw MlflowIds.missing("metric_key");
    }
    int limit = limit(maxResults);
    List<MetricPoint> points = runs.history(project, run, key, after(key, token), limit);
    String next = points.size() < limit ? null : token(points.getLast());
    return json.ok(new History(points.stream().map(point -> MetricBody.of(point)).toList(), next));
  }

  private static int limit(@Nullable Integer wanted) {
    if (wanted == null) {
      return TrackingRuns.MAX_HISTORY;
    }
    if (wanted < 1) {
      throw HttpFailure.badInput("max_results must be at least 1: " + wanted);
    }
    return Math.min(wanted, TrackingRuns.MAX_HISTORY);
  }

  private static String token(MetricPoint last) {
    String place = last.step() + " " + last.atMillis() + " " + last.value();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.US_ASCII));
  }

  private static @Nullable MetricPoint after(String key, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return null;
    }
    try {
      String place = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
      String[] parts = place.split(" ", -1);
      return MetricPoint.of(
          key, Double.parseDouble(parts[2]), Long.parseLong(parts[1]), Long.parseLong(parts[0]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw HttpFailure.badInput("page_token is not one of this server");
    }
  }
}
