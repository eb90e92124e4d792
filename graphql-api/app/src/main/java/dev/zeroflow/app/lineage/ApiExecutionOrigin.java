package dev.zeroflow.app.lineage;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What an execution is the record of. */
@Enum("ExecutionOrigin")
@Description("What an execution is the record of.")
public enum ApiExecutionOrigin {
  @Description("An attempt of a task of a pipeline run.")
  TASK,

  @Description("A run that a tracking client logged.")
  TRACKING_RUN,

  @Description("A run of a job outside, or the job itself, that came as OpenLineage.")
  OUTSIDE_JOB;

  static ApiExecutionOrigin of(dev.zeroflow.metadata.lineage.ExecutionOrigin value) {
    return switch (value) {
      case TASK -> TASK;
      case TRACKING_RUN -> TRACKING_RUN;
      case OUTSIDE_JOB -> OUTSIDE_JOB;
    };
  }
}
