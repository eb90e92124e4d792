package dev.zeroflow.app.serving;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What to serve. */
@Input("DeployModelInput")
@Description("What to serve.")
public record DeployModelInput(
    @NonNull @Description("Name to serve under; the service of this name is replaced.")
        String service,
    @NonNull @Description("Name of the registered model.") String model,
    @NonNull @Description("Number of the version.") String version) {}
