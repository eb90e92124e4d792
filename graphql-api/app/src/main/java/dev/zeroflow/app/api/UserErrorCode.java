package dev.zeroflow.app.api;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What kind of error a mutation met. */
@Enum("UserErrorCode")
@Description("What kind of error a mutation met.")
public enum UserErrorCode {
  @Description("The input breaks a rule: sending it again fails again.")
  BAD_INPUT,
  @Description("Something that the input names does not exist.")
  NOT_FOUND,
  @Description("The input contradicts what is stored, or is not allowed now.")
  CONFLICT
}
