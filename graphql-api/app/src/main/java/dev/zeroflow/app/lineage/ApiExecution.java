package dev.zeroflow.app.lineage;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.lineage.Execution;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A record of something that was executed. */
@Type("Execution")
@Description("The record in the lineage of something that was executed.")
public record ApiExecution(
    @NonNull @Id @Description("Unique among all things; a walk through the lineage can begin here.")
        String id,
    @NonNull @Description("Name of the task, run or job.") String name,
    @NonNull @Description("What it is the record of.") ApiExecutionOrigin origin,
    @NonNull @Description("How far it is, or how it ended.") ApiExecutionState state,
    @NonNull @Id @Description("UUID of the run that it belongs to.") String runId,
    @NonNull @Description("Path of the task in that run; run for a whole run.") String taskPath,
    @Description("Number of the attempt; 0 if none was needed.") int attempt,
    @Description("When it started.") @Nullable Instant startedAt,
    @Description("When it ended.") @Nullable Instant finishedAt)
    implements ApiNode {
  /** The execution as it is shown. */
  public static ApiExecution of(Execution it) {
    return new ApiExecution(
        NodeType.EXECUTION.id(it.id()),
        it.name(),
        ApiExecutionOrigin.of(it.origin()),
        ApiExecutionState.of(it.state()),
        it.runId().toString(),
        it.taskPath(),
        it.attempt(),
        it.startedAt(),
        it.finishedAt());
  }
}
