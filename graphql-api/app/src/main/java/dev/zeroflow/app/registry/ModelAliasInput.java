package dev.zeroflow.app.registry;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** An alias to remove or to move back. */
@Input("ModelAliasInput")
@Description("An alias to remove or to move back.")
public record ModelAliasInput(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Name of the alias.") String alias,
    @Description("Revision that you saw: if it is another by now, nothing is done.")
        @Nullable Long expectedRevision) {}
