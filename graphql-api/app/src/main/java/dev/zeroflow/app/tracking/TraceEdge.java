package dev.zeroflow.app.tracking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A trace and its place in the list. */
@Type("TraceEdge")
@Description("A trace and its place in the list.")
public record TraceEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this trace.") String cursor,
    @NonNull @Description("The trace.") ApiTrace node) {}
