package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Gate.Comparison;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** How a figure is compared. */
@Enum("GateComparison")
@Description("How a figure is compared.")
public enum ApiComparison {
  @Description("Greater than the threshold or equal.")
  AT_LEAST,
  @Description("Greater than the threshold.")
  GREATER_THAN,
  @Description("Less than the threshold or equal.")
  AT_MOST,
  @Description("Less than the threshold.")
  LESS_THAN;

  static ApiComparison of(Comparison it) {
    return valueOf(it.name());
  }

  Comparison stored() {
    return Comparison.valueOf(name());
  }
}
