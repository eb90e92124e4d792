package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.Walk;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Which way to walk from the root. */
@Enum("LineageDirection")
@Description("Which way to walk from the root.")
public enum ApiLineageDirection {
  @Description("To what the root was made from.")
  UPSTREAM,

  @Description("To what was made from the root.")
  DOWNSTREAM;

  Walk walk() {
    return switch (this) {
      case UPSTREAM -> Walk.UPSTREAM;
      case DOWNSTREAM -> Walk.DOWNSTREAM;
    };
  }
}
