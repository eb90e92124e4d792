package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.LineageMode;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Which edges a graph has. */
@Enum("LineageMode")
@Description(
    "Which edges a graph has. Artifacts have the same content if their digests are equal, and are"
        + " sha256: of at least one byte, or client: with at least 8 characters.")
public enum ApiLineageMode {
  @Description("What was recorded: only executions that touched exactly these artifacts.")
  EXACT,

  @Description(
      "As EXACT, but of several executions that wrote the same content only the newest counts, by the"
          + " time of its last edge, of equal times the one with the greater id. The artifact that it wrote"
          + " is joined by SAME_CONTENT with the others of this content.")
  LATEST,

  @Description(
      "As EXACT, and artifacts with the same content are joined by SAME_CONTENT across runs; those of"
          + " outside jobs also by SAME_ADDRESS with artifacts at their s3:// address.")
  CUMULATIVE;

  LineageMode mode() {
    return switch (this) {
      case EXACT -> LineageMode.EXACT;
      case LATEST -> LineageMode.LATEST;
      case CUMULATIVE -> LineageMode.CUMULATIVE;
    };
  }
}
