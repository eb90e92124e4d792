package dev.zeroflow.app.function;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A function and its place in the list. */
@Type("FunctionEdge")
@Description("A function and its place in the list.")
public record FunctionEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this function.") String cursor,
    @NonNull @Description("The function.") ApiFunction node) {}
