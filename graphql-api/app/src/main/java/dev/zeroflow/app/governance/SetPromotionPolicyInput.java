package dev.zeroflow.app.governance;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What a version must have before an alias may point to it. */
@Input("SetPromotionPolicyInput")
@Description("What a version must have before an alias may point to it.")
public record SetPromotionPolicyInput(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Name of the alias; it need not be there yet.") String alias,
    @Description("What its figures must be, at most 50.") @Nullable List<GateInput> gates,
    @Description("How many different people must have approved it, up to 20; none if left out.")
        @Nullable Integer approvals,
    @Description("Whether its inputs and outputs must be known; not if left out.")
        @Nullable Boolean signatureRequired,
    @Description("Keys of which one must have signed its files, at most 20; none if left out.")
        @Nullable List<TrustedKeyInput> trustedKeys,
    @Description(
            "Revision that you saw, 0 if there was none: if it is another by now, nothing is done.")
        @Nullable Long expectedRevision) {}
