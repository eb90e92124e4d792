package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.search.Operator;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** How a text is compared. */
@Enum("TextOperator")
@Description("How a text is compared.")
public enum ApiTextOperator {
  @Description("The same text.")
  EQUAL,
  @Description("Another text.")
  NOT_EQUAL,
  @Description("Fits a pattern, with % for any text and _ for any character.")
  LIKE,
  @Description("Fits a pattern in any case.")
  ILIKE;

  Operator operator() {
    return Operator.valueOf(name());
  }
}
