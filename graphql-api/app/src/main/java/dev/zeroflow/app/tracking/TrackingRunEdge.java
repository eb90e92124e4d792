package dev.zeroflow.app.tracking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A run and its place in the list. */
@Type("TrackingRunEdge")
@Description("A run and its place in the list.")
public record TrackingRunEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this run.") String cursor,
    @NonNull @Description("The run.") ApiTrackingRun node) {}
