package dev.zeroflow.app.tracking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An experiment and its place in the list. */
@Type("ExperimentEdge")
@Description("An experiment and its place in the list.")
public record ExperimentEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this experiment.") String cursor,
    @NonNull @Description("The experiment.") ApiExperiment node) {}
