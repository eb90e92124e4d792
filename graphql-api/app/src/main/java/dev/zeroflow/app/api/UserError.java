package dev.zeroflow.app.api;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** Why a mutation did nothing. */
@Type("UserError")
@Description("Why a mutation did nothing.")
public record UserError(
    @NonNull @Description("What kind of error it is.") UserErrorCode code,
    @Description("Field of the input that is wrong; null if it is not one alone.")
        @Nullable String field,
    @NonNull @Description("One sentence that says what to do.") String message) {}
