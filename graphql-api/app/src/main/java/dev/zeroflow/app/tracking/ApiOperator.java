package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.search.Operator;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** How a figure is compared. */
@Enum("NumberOperator")
@Description("How a figure is compared.")
public enum ApiOperator {
  @Description("Equal.")
  EQUAL,
  @Description("Another figure.")
  NOT_EQUAL,
  @Description("Less.")
  LESS,
  @Description("Less or equal.")
  AT_MOST,
  @Description("Greater.")
  GREATER,
  @Description("Greater or equal.")
  AT_LEAST;

  Operator operator() {
    return Operator.valueOf(name());
  }
}
