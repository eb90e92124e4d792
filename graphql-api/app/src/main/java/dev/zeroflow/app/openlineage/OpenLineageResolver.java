package dev.zeroflow.app.openlineage;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.lineage.ApiLineageNode;
import dev.zeroflow.app.lineage.EdgeSources;
import dev.zeroflow.app.lineage.LineageRoots;
import dev.zeroflow.metadata.lineage.LineageView;
import dev.zeroflow.metadata.outside.OutsideIds;
import dev.zeroflow.metadata.outside.OutsideLineage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Finds what outside jobs told by the names that they use. */
@GraphQLApi
@Refusing
public class OpenLineageResolver {
  private final CallerResolver callers;
  private final EdgeSources sources;
  private final OutsideLineage outside;
  private final LineageRoots roots;

  OpenLineageResolver(
      CallerResolver callers, EdgeSources sources, OutsideLineage outside, LineageRoots roots) {
    this.callers = callers;
    this.sources = sources;
    this.outside = outside;
    this.roots = roots;
  }

  private @Nullable ApiLineageNode node(String project, UUID id) {
    return sources.of(project, LineageView.NOW).nodes(List.of(id)).stream()
        .findFirst()
        .map(ApiLineageNode::of)
        .orElse(null);
  }

  @Query
  @RunOnVirtualThread
  @Description("A data set that outside jobs told about; null if none did.")
  public @Nullable ApiLineageNode outsideDataset(
      @NonNull @Name("namespace") @Description("Where it is kept.") String namespace,
      @NonNull @Name("name") @Description("Its name there.") String name,
      @Name("version") @Description("What a job called its version; null is the data set as such.")
          @Nullable String version) {
    String project = callers.caller().project();
    return node(
        project,
        version == null
            ? OutsideIds.dataset(project, namespace, name)
            : OutsideIds.version(project, namespace, name, version));
  }

  @Query
  @RunOnVirtualThread
  @Description("A run of an outside job, or the job itself; null if nothing was told about it.")
  public @Nullable ApiLineageNode outsideJob(
      @NonNull @Name("namespace") @Description("System that it belongs to.") String namespace,
      @NonNull @Name("name") @Description("Its name there.") String name,
      @Id @Name("runId") @Description("Its run; null is the job itself.") @Nullable String runId) {
    String project = callers.caller().project();
    return node(
        project,
        runId == null
            ? OutsideIds.job(project, namespace, name)
            : OutsideIds.run(project, Ids.require("runId", runId), namespace, name));
  }

  @Query
  @RunOnVirtualThread
  @Description("What OpenLineage events said of an execution or artifact, by name; at most 200.")
  public @NonNull List<@NonNull ApiLineageFacet> lineageFacets(
      @NonNull @Id @Name("node") @Description("The execution or artifact.") String node) {
    String project = callers.caller().project();
    return roots
        .find(project, node)
        .map(id -> outside.facets(project, id))
        .orElse(List.of())
        .stream()
        .map(ApiLineageFacet::of)
        .toList();
  }
}
