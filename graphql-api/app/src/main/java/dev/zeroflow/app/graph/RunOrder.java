package dev.zeroflow.app.graph;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Which runs come first. */
@Enum("RunOrder")
@Description("Which runs come first.")
public enum RunOrder {
  @Description("Those that were created last.")
  NEWEST,
  @Description("Those that were created first.")
  OLDEST
}
