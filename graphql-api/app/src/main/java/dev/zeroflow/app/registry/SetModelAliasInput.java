package dev.zeroflow.app.registry;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** Where an alias is to point. */
@Input("SetModelAliasInput")
@Description("Where an alias is to point.")
public record SetModelAliasInput(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Name of the alias: letters, digits, _ and -.") String alias,
    @NonNull @Description("Number of the version.") String version,
    @Description(
            "Revision that you saw, 0 if there was none: if it is another by now, nothing is done.")
        @Nullable Long expectedRevision) {}
