package dev.zeroflow.app.registry;

import dev.zeroflow.metadata.registry.AliasMove;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** One move of an alias. */
@Type("AliasMove")
@Description("One move of an alias.")
public record ApiAliasMove(
    @Description("Where it pointed before; null if it was not there.") @Nullable String fromVersion,
    @Description("Where it points since; null if it was removed.") @Nullable String toVersion,
    @NonNull @Description("Why it moved.") ApiMoveReason reason,
    @Id @Description("Promotion that allowed it; null if no policy was asked.")
        @Nullable String promotionId,
    @NonNull @Description("Who moved it.") String actor,
    @NonNull @Description("When it moved.") Instant at) {
  static ApiAliasMove of(AliasMove it) {
    @Nullable UUID promotion = it.promotionId();
    return new ApiAliasMove(
        it.fromVersion(),
        it.toVersion(),
        ApiMoveReason.of(it.reason()),
        promotion == null ? null : promotion.toString(),
        it.actor(),
        it.at());
  }
}
