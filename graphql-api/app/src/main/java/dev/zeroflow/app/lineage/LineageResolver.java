package dev.zeroflow.app.lineage;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.lineage.EdgeSource;
import dev.zeroflow.metadata.lineage.LineageWalk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The query for lineage. */
@GraphQLApi
@Refusing
public class LineageResolver {
  private final CallerResolver callers;
  private final EdgeSources sources;

  LineageResolver(CallerResolver callers, EdgeSources sources) {
    this.callers = callers;
    this.sources = sources;
  }

  @Query
  @RunOnVirtualThread
  @Description("Walks from an artifact, execution or model version; null if there is no such id.")
  public @Nullable ApiLineageGraph lineage(
      @NonNull @Id @Name("root") @Description("Where to begin.") String root,
      @Name("direction") @DefaultValue("UPSTREAM") @Description("Which way to walk.")
          ApiLineageDirection direction,
      @Name("maxHops") @DefaultValue("20") @Description("Most edges from the root, 0 to 100.")
          int maxHops) {
    EdgeSource source = sources.of(callers.caller().project());
    return Ids.parse(root)
        .flatMap(id -> LineageWalk.from(id, source, direction.walk(), maxHops))
        .map(ApiLineageGraph::of)
        .orElse(null);
  }
}
