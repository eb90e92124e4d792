package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Approval;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What a person says of a version that is to have an alias. */
@Type("Approval")
@Description("What a person says of a version that is to have an alias.")
public record ApiApproval(
    @NonNull @Id @Description("Unique.") String id,
    @NonNull @Description("Alias that it is about.") String alias,
    @NonNull @Description("Whether the version may have it.") ApiDecision decision,
    @NonNull @Description("Why.") String comment,
    @NonNull @Description("Who says so.") String actor,
    @NonNull @Description("When it was said.") Instant at) {
  public static ApiApproval of(Approval it) {
    return new ApiApproval(
        it.id().toString(),
        it.alias(),
        ApiDecision.of(it.decision()),
        it.comment(),
        it.actor(),
        it.at());
  }
}
