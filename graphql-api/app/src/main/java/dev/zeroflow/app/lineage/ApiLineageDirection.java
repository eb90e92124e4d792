package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.Walk;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Which way to walk from the root. */
@Enum("LineageDirection")
@Description("Which way to walk from the root.")
public enum ApiLineageDirection {
  @Description("To what the root was made from.")
  UPSTREAM,

  @Description("To what was made from the root.")
  DOWNSTREAM,

  @Description("Both of these; not to what else was made from what the root was made from.")
  BOTH;

  Set<Walk> walks() {
    return switch (this) {
      case UPSTREAM -> Set.of(Walk.UPSTREAM);
      case DOWNSTREAM -> Set.of(Walk.DOWNSTREAM);
      case BOTH -> Set.of(Walk.UPSTREAM, Walk.DOWNSTREAM);
    };
  }
}
