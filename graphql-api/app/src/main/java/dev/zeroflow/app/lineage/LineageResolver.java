package dev.zeroflow.app.lineage;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.lineage.EdgeSource;
import dev.zeroflow.metadata.lineage.LineageDiff;
import dev.zeroflow.metadata.lineage.LineageImpact;
import dev.zeroflow.metadata.lineage.LineagePaths;
import dev.zeroflow.metadata.lineage.LineageView;
import dev.zeroflow.metadata.lineage.LineageWalk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.time.Instant;
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
  private final CallerResolver callers;
  private final EdgeSources sources;
  private final ParameterSources parameters;

  LineageResolver(CallerResolver callers, EdgeSources sources, ParameterSources parameters) {
    this.callers = callers;
    this.sources = sources;
    this.parameters = parameters;
  }

  private EdgeSource source(ApiLineageMode mode, @Nullable Instant asOf) {
    return sources.of(callers.caller().project(), new LineageView(mode.mode(), asOf));
  }

  @Query
  @RunOnVirtualThread
  @Description(
      "Walks from an artifact, execution, model version or inference service; null if there is no such"
          + " id. At most 2000 nodes and 10000 edges.")
  public @Nullable ApiLineageGraph lineage(
      @NonNull @Id @Name("root") @Description("Where to begin.") String root,
      @Name("direction") @DefaultValue("UPSTREAM") @Description("Which way to walk.")
          ApiLineageDirection direction,
      @Name("maxHops") @DefaultValue("20") @Description("Most edges from the root, 0 to 100.")
          int maxHops,
      @Name("asOf")
          @Description(
              "The graph as it was at this time: everything later is not seen. Null is now.")
          @Nullable Instant asOf,
      @Name("mode") @DefaultValue("EXACT") @Description("Which edges the graph has.")
          ApiLineageMode mode) {
    EdgeSource source = source(mode, asOf);
    return Ids.parse(root)
        .flatMap(id -> LineageWalk.from(id, source, direction.walks(), maxHops))
        .map(ApiLineageGraph::of)
        .orElse(null);
  }

  @Query
  @RunOnVirtualThread
  @Description(
      "How data came from one node to another, the shortest paths first; none if it did not. Null if"
          + " there is no such id.")
  public @Nullable ApiLineagePaths lineagePaths(
      @NonNull @Id @Name("from") @Description("Where the data came from.") String from,
      @NonNull @Id @Name("to") @Description("Where the data went.") String to,
      @Name("maxPaths") @DefaultValue("10") @Description("Most paths, 1 to 100.") int maxPaths,
      @Name("maxHops") @DefaultValue("20") @Description("Longest path in edges, 0 to 100.")
          int maxHops,
      @Name("asOf") @Description("The graph as it was at this time. Null is now.")
          @Nullable Instant asOf,
      @Name("mode") @DefaultValue("EXACT") @Description("Which edges the graph has.")
          ApiLineageMode mode) {
    EdgeSource source = source(mode, asOf);
    return Ids.parse(from)
        .flatMap(
            first ->
                Ids.parse(to)
                    .flatMap(last -> LineagePaths.between(first, last, source, maxPaths, maxHops)))
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
      @Name("maxHops") @DefaultValue("20") @Description("Most edges from each, 0 to 100.")
          int maxHops,
      @Name("asOf") @Description("The graph as it was at this time. Null is now.")
          @Nullable Instant asOf,
      @Name("mode") @DefaultValue("EXACT") @Description("Which edges the graph has.")
          ApiLineageMode mode) {
    EdgeSource source = source(mode, asOf);
    var told = parameters.of(callers.caller().project());
    return Ids.parse(a)
        .flatMap(
            first ->
                Ids.parse(b)
                    .flatMap(second -> LineageDiff.between(first, second, source, told, maxHops)))
        .map(ApiLineageDiff::of)
        .orElse(null);
  }

  @Query
  @RunOnVirtualThread
  @Description(
      "Model versions that were made from a node, and the inference services that answer with them: what"
          + " to look at when a data set is wrong or recalled. Null if there is no such id.")
  public @Nullable ApiLineageImpact lineageImpact(
      @NonNull @Id @Name("root") @Description("What is recalled.") String root,
      @Name("maxHops") @DefaultValue("100") @Description("Most edges from the root, 0 to 100.")
          int maxHops,
      @Name("asOf") @Description("The graph as it was at this time. Null is now.")
          @Nullable Instant asOf,
      @Name("mode")
          @DefaultValue("CUMULATIVE")
          @Description("Which edges count; by default also those of other copies of the content.")
          ApiLineageMode mode) {
    EdgeSource source = source(mode, asOf);
    return Ids.parse(root)
        .flatMap(id -> LineageImpact.of(id, source, maxHops))
        .map(ApiLineageImpact::of)
        .orElse(null);
  }
}
