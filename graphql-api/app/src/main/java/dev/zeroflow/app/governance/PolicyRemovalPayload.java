package dev.zeroflow.app.governance;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What became of the removal of a policy. */
@Type("PolicyRemovalPayload")
@Description("What became of the removal of a policy.")
public record PolicyRemovalPayload(
    @Description("Whether there was a policy.") boolean removed,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  static PolicyRemovalPayload of(Attempted<Boolean> done) {
    return new PolicyRemovalPayload(Boolean.TRUE.equals(done.result()), done.errors());
  }
}
