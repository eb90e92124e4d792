package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Promotion;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A decision about a version and an alias, with what it was made from. */
@Type("Promotion")
@Description("A decision about a version and an alias, with what it was made from.")
public record ApiPromotion(
    @NonNull @Id @Description("Unique.") String id,
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Name of the alias.") String alias,
    @NonNull @Description("Number of the version.") String version,
    @NonNull @Description("How it was decided.") ApiOutcome outcome,
    @NonNull @Description("What was asked, and the answers.") List<@NonNull ApiEvidence> evidence,
    @NonNull @Description("Who asked for it.") String actor,
    @NonNull @Description("When it was decided.") Instant at) {
  public static ApiPromotion of(Promotion it) {
    return new ApiPromotion(
        it.id().toString(),
        it.model(),
        it.alias(),
        it.version(),
        ApiOutcome.of(it.outcome()),
        it.evidence().stream().map(ApiEvidence::of).toList(),
        it.actor(),
        it.at());
  }
}
