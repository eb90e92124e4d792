package dev.zeroflow.app.run;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Why a run started. */
@Enum("TriggerKind")
@Description("Why a run started.")
public enum ApiTriggerKind {
  @Description("Someone submitted it.")
  MANUAL,

  @Description("An object was stored.")
  OBJECT_CREATED,

  @Description("Its time had come.")
  SCHEDULE;

  static ApiTriggerKind of(dev.zeroflow.metadata.run.TriggerKind value) {
    return switch (value) {
      case MANUAL -> MANUAL;
      case OBJECT_CREATED -> OBJECT_CREATED;
      case SCHEDULE -> SCHEDULE;
    };
  }
}
