package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.tracking.MetricHistories;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Path;

/** The same for clients that are no browsers. */
@Path("/api/2.0/mlflow/metrics")
@RunOnVirtualThread
class BulkMetricsOfClientsResource extends BulkMetricsResource {
  BulkMetricsOfClientsResource(CallerResolver callers, MetricHistories histories, MlflowJson json) {
    super(callers, histories, json);
  }
}
