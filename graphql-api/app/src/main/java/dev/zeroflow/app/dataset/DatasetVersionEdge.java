package dev.zeroflow.app.dataset;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A version and its place in the list. */
@Type("DatasetVersionEdge")
@Description("A version of a data set and its place in the list.")
public record DatasetVersionEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this version.") String cursor,
    @NonNull @Description("The version.") ApiDatasetVersion node) {}
