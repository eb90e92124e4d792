package dev.zeroflow.app.governance;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A policy to remove. */
@Input("PromotionPolicyInput")
@Description("A policy to remove.")
public record PromotionPolicyInput(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Name of the alias.") String alias,
    @Description("Revision that you saw: if it is another by now, nothing is done.")
        @Nullable Long expectedRevision) {}
