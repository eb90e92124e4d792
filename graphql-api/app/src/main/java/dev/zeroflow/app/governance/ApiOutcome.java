package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Promotion.Outcome;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** How a promotion was decided. */
@Enum("PromotionOutcome")
@Description("How a promotion was decided.")
public enum ApiOutcome {
  @Description("The alias points to the version.")
  PROMOTED,
  @Description("The alias stays where it was.")
  REFUSED;

  static ApiOutcome of(Outcome it) {
    return valueOf(it.name());
  }
}
