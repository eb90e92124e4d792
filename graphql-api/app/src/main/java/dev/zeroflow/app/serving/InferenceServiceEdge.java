package dev.zeroflow.app.serving;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An inference service and its place in the list. */
@Type("InferenceServiceEdge")
@Description("An inference service and its place in the list.")
public record InferenceServiceEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this inference service.")
        String cursor,
    @NonNull @Description("The inference service.") ApiInferenceService node) {}
