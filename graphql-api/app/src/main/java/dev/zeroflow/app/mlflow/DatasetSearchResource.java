package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.RunInputs;
import dev.zeroflow.metadata.tracking.RunInputs.DatasetSummary;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Data sets that the runs of experiments have read. */
@Path("/api/2.0/mlflow/experiments/search-datasets")
@RunOnVirtualThread
class DatasetSearchResource {
  private static final int MAX_EXPERIMENTS = 20;

  /** Whose data sets. */
  record Request(@Nullable List<String> experimentIds) {}

  /** A data set. */
  record Summary(String experimentId, String name, String digest, @Nullable String context) {
    static Summary of(DatasetSummary it) {
      return new Summary(Long.toString(it.experiment()), it.name(), it.digest(), it.context());
    }
  }

  private final CallerResolver callers;
  private final MlflowExperiments experiments;
  private final RunInputs inputs;
  private final MlflowJson json;

  DatasetSearchResource(
      CallerResolver callers, MlflowExperiments experiments, RunInputs inputs, MlflowJson json) {
    this.callers = callers;
    this.experiments = experiments;
    this.inputs = inputs;
    this.json = json;
  }

  @POST
  public Response search(byte[] body) {
    String project = callers.caller().project();
    List<String> numbers = json.read(body, Request.class).experimentIds();
    if (numbers == null || numbers.isEmpty() || numbers.size() > MAX_EXPERIMENTS) {
      throw HttpFailure.badInput("experiment_ids must be 1 to %d".formatted(MAX_EXPERIMENTS));
    }
    List<UUID> ids =
        numbers.stream()
            .map(number -> experiments.get(project, number))
            .map(TrackingExperiment::id)
            .toList();
    return json.ok(
        "dataset_summaries", inputs.datasets(project, ids).stream().map(Summary::of).toList());
  }
}
