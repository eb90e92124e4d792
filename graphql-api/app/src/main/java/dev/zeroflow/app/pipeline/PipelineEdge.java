package dev.zeroflow.app.pipeline;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A pipeline and its place in the list. */
@Type("PipelineEdge")
@Description("A pipeline and its place in the list.")
public record PipelineEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this pipeline.") String cursor,
    @NonNull @Description("The pipeline.") ApiPipeline node) {}
