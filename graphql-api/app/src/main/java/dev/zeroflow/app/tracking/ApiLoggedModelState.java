package dev.zeroflow.app.tracking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** How far a logged model is. */
@Enum("LoggedModelState")
@Description("How far a logged model is.")
public enum ApiLoggedModelState {
  @Description("Its files are being stored.")
  PENDING,
  @Description("Its files are there.")
  READY,
  @Description("Its files could not be stored.")
  UPLOAD_FAILED
}
