package dev.zeroflow.app.project;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A project and its place in the list. */
@Type("ProjectEdge")
@Description("A project and its place in the list.")
public record ProjectEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this project.") String cursor,
    @NonNull @Description("The project.") ApiProject node) {}
