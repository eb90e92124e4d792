package dev.zeroflow.app.lineage;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a node of the lineage is. */
@Enum("NodeKind")
@Description("What a node of the lineage is.")
public enum ApiNodeKind {
  @Description("Something that was made.")
  ARTIFACT,

  @Description("An attempt of a task.")
  EXECUTION,

  @Description("A registered version of a model.")
  MODEL_VERSION;

  static ApiNodeKind of(dev.zeroflow.metadata.lineage.LineageNode.Kind value) {
    return switch (value) {
      case ARTIFACT -> ARTIFACT;
      case EXECUTION -> EXECUTION;
      case MODEL_VERSION -> MODEL_VERSION;
    };
  }
}
