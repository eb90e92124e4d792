package dev.zeroflow.app.governance;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import dev.zeroflow.metadata.governance.Promotion;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** How a promotion was decided. */
@Type("PromotionPayload")
@Description("How a promotion was decided.")
public record PromotionPayload(
    @Description("The decision, which may be a refusal; null if there was nothing to decide.")
        @Nullable ApiPromotion promotion,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  static PromotionPayload of(Attempted<Promotion> done) {
    return new PromotionPayload(done.shown(ApiPromotion::of), done.errors());
  }
}
