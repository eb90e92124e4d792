package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Evidence.Check;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a policy asks. */
@Enum("EvidenceCheck")
@Description("What a policy asks.")
public enum ApiCheck {
  @Description("A figure.")
  METRIC,
  @Description("How many people approved.")
  APPROVALS,
  @Description("Whether somebody rejected.")
  REJECTION,
  @Description("Whether inputs and outputs are known.")
  SIGNATURE,
  @Description("Whether its files are signed by a trusted key.")
  SIGNED;

  static ApiCheck of(Check it) {
    return valueOf(it.name());
  }
}
