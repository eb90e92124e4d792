package dev.zeroflow.app.lineage;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.lineage.EdgeSource;
import dev.zeroflow.metadata.lineage.LineageDiff;
import dev.zeroflow.metadata.lineage.LineageImpact;
import dev.zeroflow.metadata.lineage.LineagePaths;
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

/** The queries for lineage. */
@GraphQLApi
@Refusing
public class LineageResolver {
  private static final int HOPS = 20;
  private static final int HOPS_OF_IMPACT = 100;
  private static final String WALK = "How to walk.";
  private final CallerResolver callers;
  private final EdgeSources sources;
  private final ParameterSources parameters;
  private final LineageRoots roots;

  LineageResolver(
      CallerResolver callers,
      EdgeSources sources,
      ParameterSources parameters,
      LineageRoots roots) {
    this.callers = callers;
    this.sources = sources;
    this.parameters = parameters;
    this.roots = roots;
  }

  @Query
  @RunOnVirtualThread
  @Description(
      "Walks from an artifact, execution, tracking run, model version or inference service; null if"
          + " there is no such id. At most 2000 nodes and 10000 edges.")
  public @Nullable ApiLineageGraph lineage(
      @NonNull @Id @Name("root") @Description("Where to begin.") String root,
      @Name("direction") @DefaultValue("UPSTREAM") @Description("Which way to walk.")
          ApiLineageDirection direction,
      @Name("walk") @Description(WALK) @Nullable LineageWalkInput walk) {
    String project = callers.caller().project();
    LineageWalkInput how = usual(walk);
    EdgeSource source = source(project, how, ApiLineageMode.EXACT);
    return roots
        .find(project, root)
        .flatMap(id -> LineageWalk.from(id, source, direction.walks(), how.hops(HOPS)))
        .map(ApiLineageGraph::of)
        .orElse(null);
  }

  @Query
  @RunOnVirtualThread
  @Description(
      "How data came from one node to another, the shortest paths first; none if it did not. Null"
          + " if there is no such id.")
  public @Nullable ApiLineagePaths lineagePaths(
      @NonNull @Id @Name("from") @Description("Where the data came from.") String from,
      @NonNull @Id @Name("to") @Description("Where the data went.") String to,
      @Name("maxPaths") @DefaultValue("10") @Description("Most paths, 1 to 100.") int maxPaths,
      @Name("walk") @Description(WALK) @Nullable LineageWalkInput walk) {
    String project = callers.caller().project();
    LineageWalkInput how = usual(walk);
    EdgeSource source = source(project, how, ApiLineageMode.EXACT);
    return roots
        .both(project, from, to)
        .flatMap(ends -> LineagePaths.between(ends.a(), ends.b(), source, maxPaths, how.hops(HOPS)))
        .map(ApiLineagePaths::of)
        .orElse(null);
  }

  @Query
  @RunOnVirtualThread
  @Description(
      "Compares what two nodes were made from, such as two versions of a model; null if there is no"
          + " such id.")
  public @Nullable ApiLineageDiff lineageDiff(
      @NonNull @Id @Name("a") @Description("The first one.") String a,
      @NonNull @Id @Name("b") @Description("The second one.") String b,
      @Name("walk") @Description(WALK) @Nullable LineageWalkInput walk) {
    String project = callers.caller().project();
    LineageWalkInput how = usual(walk);
    EdgeSource source = source(project, how, ApiLineageMode.EXACT);
    var told = parameters.of(project);
    return roots
        .both(project, a, b)
        .flatMap(ends -> LineageDiff.between(ends.a(), ends.b(), source, told, how.hops(HOPS)))
        .map(ApiLineageDiff::of)
        .orElse(null);
  }

  @Query
  @RunOnVirtualThread
  @Description(
      "Model versions that were made from a node, and the inference services that answer with them:"
          + " what to look at when a data set is wrong or recalled. Null if there is no such id.")
  public @Nullable ApiLineageImpact lineageImpact(
      @NonNull @Id @Name("root") @Description("What is recalled.") String root,
      @Name("walk") @Description(WALK) @Nullable LineageWalkInput walk) {
    String project = callers.caller().project();
    LineageWalkInput how = usual(walk);
    EdgeSource source = source(project, how, ApiLineageMode.CUMULATIVE);
    return roots
        .find(project, root)
        .flatMap(id -> LineageImpact.of(id, source, how.hops(HOPS_OF_IMPACT)))
        .map(ApiLineageImpact::of)
        .orElse(null);
  }

  private static LineageWalkInput usual(@Nullable LineageWalkInput walk) {
    return walk == null ? LineageWalkInput.USUAL : walk;
  }

  private EdgeSource source(String project, LineageWalkInput how, ApiLineageMode otherwise) {
    return sources.of(project, how.view(otherwise));
  }
}
