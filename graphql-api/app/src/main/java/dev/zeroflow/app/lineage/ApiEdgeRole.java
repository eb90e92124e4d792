package dev.zeroflow.app.lineage;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What an edge of the lineage means. */
@Enum("EdgeRole")
@Description("What an edge of the lineage means.")
public enum ApiEdgeRole {
  @Description("The execution read the artifact.")
  INPUT,

  @Description("The execution wrote the artifact.")
  OUTPUT,

  @Description("The artifact was registered as the model version.")
  REGISTERED;

  static ApiEdgeRole of(dev.zeroflow.metadata.lineage.LineageEdge.Role value) {
    return switch (value) {
      case INPUT -> INPUT;
      case OUTPUT -> OUTPUT;
      case REGISTERED -> REGISTERED;
    };
  }
}
