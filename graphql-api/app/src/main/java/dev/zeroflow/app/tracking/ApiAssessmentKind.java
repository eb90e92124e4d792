package dev.zeroflow.app.tracking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Kind of an assessment. */
@Enum("TraceAssessmentKind")
@Description("Kind of an assessment.")
public enum ApiAssessmentKind {
  @Description("How good the trace is.")
  FEEDBACK,
  @Description("How it should have been.")
  EXPECTATION
}
