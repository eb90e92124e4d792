package dev.zeroflow.app.governance;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a policy. */
@Type("PromotionPolicyPayload")
@Description("What became of a policy.")
public record PromotionPolicyPayload(
    @Description("The policy as it is now; null if nothing was done.")
        @Nullable ApiPromotionPolicy policy,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  static PromotionPolicyPayload of(Attempted<PromotionPolicy> done) {
    return new PromotionPolicyPayload(done.shown(ApiPromotionPolicy::of), done.errors());
  }
}
