package dev.zeroflow.app.lineage;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a node of the lineage is. */
@Enum("NodeKind")
@Description("What a node of the lineage is.")
public enum ApiNodeKind {
  @Description("Something that was made.")
  ARTIFACT,

  @Description("An attempt of a task, a tracking run, or a run of a job outside.")
  EXECUTION,

  @Description("A registered version of a model.")
  MODEL_VERSION,

  @Description("What answers with a model version.")
  INFERENCE_SERVICE;

  static ApiNodeKind of(dev.zeroflow.metadata.lineage.LineageNode.Kind value) {
    return switch (value) {
      case ARTIFACT -> ARTIFACT;
      case EXECUTION -> EXECUTION;
      case MODEL_VERSION -> MODEL_VERSION;
      case INFERENCE_SERVICE -> INFERENCE_SERVICE;
    };
  }
}
