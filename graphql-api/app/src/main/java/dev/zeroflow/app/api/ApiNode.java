package dev.zeroflow.app.api;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Interface;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Something with an id; see {@link NodeType}. */
@Interface("Node")
@Description("Something with an id.")
public interface ApiNode {
  @Id
  @Name("id")
  @NonNull
  @Description("Unique among all things; tells what it is the id of.")
  String id();
}
