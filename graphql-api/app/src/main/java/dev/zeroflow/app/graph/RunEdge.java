package dev.zeroflow.app.graph;

import dev.zeroflow.app.run.ApiRun;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A run and its place in the list. */
@Type("RunEdge")
@Description("A run and its place in the list.")
public record RunEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this run.") String cursor,
    @NonNull @Description("The run.") ApiRun node) {}
