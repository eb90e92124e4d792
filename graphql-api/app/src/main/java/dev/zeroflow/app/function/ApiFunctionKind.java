package dev.zeroflow.app.function;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a function does. */
@Enum("FunctionKind")
@Description("What a function does.")
public enum ApiFunctionKind {
  @Description("Works on tasks of pipelines.")
  TASK,

  @Description("Works on trials of studies.")
  TRIAL,

  @Description("Answers with a model.")
  INFERENCE;

  static ApiFunctionKind of(dev.zeroflow.scheduler.port.FunctionKind value) {
    return switch (value) {
      case TASK -> TASK;
      case TRIAL -> TRIAL;
      case INFERENCE -> INFERENCE;
    };
  }
}
