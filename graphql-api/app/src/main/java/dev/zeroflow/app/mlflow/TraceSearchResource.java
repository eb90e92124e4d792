package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.trace.TraceSearches;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds traces. */
@Path("/api/3.0/mlflow/traces/search")
@RunOnVirtualThread
class TraceSearchResource {
  private static final int SIZE = 100;
  private static final int MAX_EXPERIMENTS = 1_000;

  private final CallerResolver callers;
  private final TraceSearches traces;
  private final MlflowTraces shown;
  private final MlflowJson json;

  TraceSearchResource(
      CallerResolver callers, TraceSearches traces, MlflowTraces shown, MlflowJson json) {
    this.callers = callers;
    this.traces = traces;
    this.shown = shown;
    this.json = json;
  }

  /** Where to look. */
  record Places(@Nullable List<TraceBody.Location> locations) {}

  /** A part of the traces. */
  record TracesFound(List<TraceBody> traces, @Nullable String nextPageToken) {}

  @POST
  public Response search(byte[] body) {
    String project = callers.caller().project();
    List<Long> numbers = numbers(json.read(body, Places.class).locations());
    Search search =
        json.read(body, SearchRequest.class)
            .search(
                SearchTarget.TRACES,
                numbers.toString(),
                List.of("timestamp_ms DESC"),
                SIZE,
                TraceSearches.MAX_SIZE);
    if (numbers.isEmpty()) {
      return json.done();
    }
    Found<Trace> found = traces.search(project, numbers, search);
    return json.ok(new TracesFound(shown.shown(project, found.items()), search.next(found)));
  }

  /** Numbers of experiments; what is no number is the one of none. */
  private static List<Long> numbers(@Nullable List<TraceBody.Location> locations) {
    if (locations == null) {
      throw MlflowIds.missing("locations");
    }
    if (locations.size() > MAX_EXPERIMENTS) {
      throw HttpFailure.badInput("locations has at most %d entries".formatted(MAX_EXPERIMENTS));
    }
    return locations.stream()
        .filter(Objects::nonNull)
        .flatMap(it -> Stream.ofNullable(it.experiment()))
        .filter(MlflowIds::isExperiment)
        .map(MlflowIds::experiment)
        .toList();
  }
}
