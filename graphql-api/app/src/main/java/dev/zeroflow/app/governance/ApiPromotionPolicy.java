package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.PromotionPolicy;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What a version must have before an alias may point to it. */
@Type("PromotionPolicy")
@Description("What a version must have before an alias may point to it.")
public record ApiPromotionPolicy(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Name of the alias.") String alias,
    @NonNull @Description("What its figures must be.") List<@NonNull ApiGate> gates,
    @Description("How many different people must have approved it.") int approvals,
    @Description("Whether its inputs and outputs must be known.") boolean signatureRequired,
    @NonNull
        @Description(
            "Keys of which one must have signed its files; none if they need not be signed.")
        List<@NonNull ApiTrustedKey> trustedKeys,
    @Description("Grows with every change; send it back as expectedRevision.") long revision,
    @NonNull @Description("When it changed last.") Instant updatedAt) {
  public static ApiPromotionPolicy of(PromotionPolicy it) {
    return new ApiPromotionPolicy(
        it.model(),
        it.alias(),
        it.gates().stream().map(ApiGate::of).toList(),
        it.approvals(),
        it.signatureRequired(),
        it.trustedKeys().stream().map(ApiTrustedKey::of).toList(),
        it.revision(),
        it.updatedAt());
  }
}
