package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageChange;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a task did otherwise. */
@Enum("ChangedThing")
@Description("What a task did otherwise.")
public enum ApiChangedThing {
  @Description("It was told something else.")
  PARAMETER,

  @Description("It read something else.")
  INPUT,

  @Description("It wrote something else.")
  OUTPUT;

  static ApiChangedThing of(LineageChange.What value) {
    return switch (value) {
      case PARAMETER -> PARAMETER;
      case INPUT -> INPUT;
      case OUTPUT -> OUTPUT;
    };
  }
}
