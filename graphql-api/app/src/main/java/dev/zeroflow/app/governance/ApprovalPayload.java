package dev.zeroflow.app.governance;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.UserError;
import dev.zeroflow.metadata.governance.Approval;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What was said of a version. */
@Type("ApprovalPayload")
@Description("What was said of a version.")
public record ApprovalPayload(
    @Description(
            "What was said, or the first time of a repeated request; null if nothing was done.")
        @Nullable ApiApproval approval,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  static ApprovalPayload of(Attempted<Approval> done) {
    return new ApprovalPayload(done.shown(ApiApproval::of), done.errors());
  }
}
