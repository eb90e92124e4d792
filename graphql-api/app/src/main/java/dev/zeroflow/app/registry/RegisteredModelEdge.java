package dev.zeroflow.app.registry;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A model and its place in the list. */
@Type("RegisteredModelEdge")
@Description("A model and its place in the list.")
public record RegisteredModelEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this model.") String cursor,
    @NonNull @Description("The model.") ApiRegisteredModel node) {}
