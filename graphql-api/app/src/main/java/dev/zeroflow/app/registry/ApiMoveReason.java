package dev.zeroflow.app.registry;

import dev.zeroflow.metadata.registry.AliasMove.Reason;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Why an alias moved. */
@Enum("AliasMoveReason")
@Description("Why an alias moved.")
public enum ApiMoveReason {
  @Description("Somebody set or removed it.")
  MOVE,
  @Description("A promotion moved it.")
  PROMOTION,
  @Description("It went back to where it was before.")
  ROLLBACK;

  static ApiMoveReason of(Reason it) {
    return valueOf(it.name());
  }
}
