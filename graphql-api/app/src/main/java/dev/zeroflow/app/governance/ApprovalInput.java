package dev.zeroflow.app.governance;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What to say of a version that is to have an alias. */
@Input("ApprovalInput")
@Description("What to say of a version that is to have an alias.")
public record ApprovalInput(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Number of the version.") String version,
    @NonNull @Description("Name of the alias.") String alias,
    @Description("Why, at most 10000 characters.") @Nullable String comment,
    @Description("Chosen by you, once per intended statement: a repeated request has no effect.")
        @Nullable String clientRequestId) {}
