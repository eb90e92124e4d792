package dev.zeroflow.app.limit;

import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a limit is on. */
@Enum("LimitScope")
@Description("What a limit is on.")
public enum ApiLimitScope {
  @Description("All tasks of one project.")
  PROJECT,

  @Description("All tasks that call one function.")
  FUNCTION,

  @Description("All tasks.")
  EVERYTHING;

  static ApiLimitScope of(Scope value) {
    return switch (value) {
      case PROJECT -> PROJECT;
      case FUNCTION -> FUNCTION;
      case EVERYTHING -> EVERYTHING;
    };
  }

  Scope scope() {
    return switch (this) {
      case PROJECT -> Scope.PROJECT;
      case FUNCTION -> Scope.FUNCTION;
      case EVERYTHING -> Scope.EVERYTHING;
    };
  }
}
