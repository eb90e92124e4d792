package dev.zeroflow.app.run;

import dev.zeroflow.metadata.run.TaskMetric;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A figure that a task reported. */
@Type("Metric")
@Description("A figure that a task reported.")
public record ApiMetric(
    @NonNull @Description("Name, e.g. accuracy.") String key,
    @Description("The figure.") double value,
    @Description("Training step, 0 when there is only one.") long step) {
  static ApiMetric of(TaskMetric metric) {
    return new ApiMetric(metric.key(), metric.value(), metric.step());
  }
}
