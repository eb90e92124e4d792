package dev.zeroflow.app.registry;

import dev.zeroflow.metadata.registry.ModelMetric;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A figure of a model version. */
@Type("ModelMetric")
@Description("A figure that a model version was registered with.")
public record ApiModelMetric(
    @NonNull @Description("Name, e.g. accuracy.") String key,
    @Description("The figure.") double value) {
  static ApiModelMetric of(ModelMetric metric) {
    return new ApiModelMetric(metric.key(), metric.value());
  }
}
