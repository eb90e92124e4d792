package dev.zeroflow.app.registry;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** A figure to register. */
@Input("ModelMetricInput")
@Description("A figure to show with a model version.")
public record ModelMetricInput(
    @NonNull @Description("Name, e.g. accuracy.") String key,
    @Description("The figure.") double value) {}
