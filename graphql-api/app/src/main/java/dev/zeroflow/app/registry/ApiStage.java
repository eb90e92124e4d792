package dev.zeroflow.app.registry;

import dev.zeroflow.metadata.registry.Stage;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Where a version stands, for clients that do not use aliases yet. */
@Enum("ModelStage")
@Description("Where a version stands, for clients that do not use aliases yet.")
public enum ApiStage {
  @Description("Nowhere.")
  NONE,
  @Description("It is tried.")
  STAGING,
  @Description("It is used.")
  PRODUCTION,
  @Description("It is no longer used.")
  ARCHIVED;

  static ApiStage of(Stage it) {
    return valueOf(it.name());
  }

  Stage stored() {
    return Stage.valueOf(name());
  }
}
