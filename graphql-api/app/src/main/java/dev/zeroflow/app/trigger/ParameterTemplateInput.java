package dev.zeroflow.app.trigger;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** A parameter of the runs that a trigger starts. */
@Input("ParameterTemplateInput")
@Description("A parameter of the runs that a trigger starts.")
public record ParameterTemplateInput(
    @NonNull @Description("Name of the parameter.") String name,
    @NonNull @Description("Text with {bucket}, {key}, {stem}, {slug} or {uri} of the object in it.")
        String value) {}
