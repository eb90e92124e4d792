package dev.zeroflow.app.run;

import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.store.RunReads;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The query for one run of a pipeline. */
@GraphQLApi
@Refusing
public class RunResolver {
  private final CallerResolver callers;
  private final RunReads reads;

  RunResolver(CallerResolver callers, RunReads reads) {
    this.callers = callers;
    this.reads = reads;
  }

  @Query
  @Description("One run of a pipeline; null if there is none with this id.")
  public Uni<@Nullable ApiPipelineRun> pipelineRun(
      @NonNull @Id @Name("id") @Description("Id or UUID of the run.") String id) {
    List<UUID> ids = NodeType.PIPELINE_RUN.uuid(id).stream().toList();
    return callers
        .resolve()
        .flatMap(caller -> reads.runs(caller.project(), ids))
        .map(runs -> runs.isEmpty() ? null : ApiPipelineRun.of(runs.getFirst()));
  }
}
