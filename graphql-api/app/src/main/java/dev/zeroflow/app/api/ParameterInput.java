package dev.zeroflow.app.api;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** A parameter of a run that somebody starts. */
@Input("ParameterInput")
@Description("A parameter of a run.")
public record ParameterInput(
    @NonNull @Description("Name of the parameter.") String name,
    @NonNull @Description("Its value.") String value) {}
