package dev.zeroflow.app.pipeline;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A version and its place in the list. */
@Type("PipelineVersionEdge")
@Description("A version and its place in the list.")
public record PipelineVersionEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this version.") String cursor,
    @NonNull @Description("The version.") ApiPipelineVersion node) {}
