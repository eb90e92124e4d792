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
  REGISTERED,

  @Description("The inference service answers with the model version.")
  SERVED,

  @Description(
      "Both artifacts have the same content; from is the one that stands for all of this content.")
  SAME_CONTENT,

  @Description(
      "An artifact of an outside job and one of ours have the same s3:// address; from stands for"
          + " all at this address.")
  SAME_ADDRESS;

  static ApiEdgeRole of(dev.zeroflow.metadata.lineage.LineageEdge.Role value) {
    return switch (value) {
      case INPUT -> INPUT;
      case OUTPUT -> OUTPUT;
      case REGISTERED -> REGISTERED;
      case SERVED -> SERVED;
      case SAME_CONTENT -> SAME_CONTENT;
      case SAME_ADDRESS -> SAME_ADDRESS;
    };
  }
}
