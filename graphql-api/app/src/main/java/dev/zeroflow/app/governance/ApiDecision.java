package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Approval.Decision;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a person says of a version. */
@Enum("ApprovalDecision")
@Description("What a person says of a version.")
public enum ApiDecision {
  @Description("It may be promoted.")
  APPROVED,
  @Description("It may not, until the same person approves it.")
  REJECTED;

  static ApiDecision of(Decision it) {
    return valueOf(it.name());
  }
}
