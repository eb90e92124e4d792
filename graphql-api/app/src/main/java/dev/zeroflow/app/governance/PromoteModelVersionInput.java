package dev.zeroflow.app.governance;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A version that an alias is to point to. */
@Input("PromoteModelVersionInput")
@Description("A version that an alias is to point to.")
public record PromoteModelVersionInput(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Number of the version.") String version,
    @NonNull @Description("Name of the alias.") String alias,
    @Description(
            "Revision of the alias that you saw, 0 if there was none: if it is another by now, nothing is done.")
        @Nullable Long expectedRevision,
    @Description(
            "Chosen by you, once per intended promotion: a repeated request returns the first decision.")
        @Nullable String clientRequestId) {}
