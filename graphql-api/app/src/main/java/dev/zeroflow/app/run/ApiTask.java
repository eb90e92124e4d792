package dev.zeroflow.app.run;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NamedValue;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.run.TaskRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** Runtime instance of a step. The ignored components let fields be read in batches. */
@Type("Task")
@Description("A step of a run.")
public record ApiTask(
    @Ignore String project,
    @Ignore UUID runId,
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Unique in the run; where it is in its graph.") String path,
    @NonNull @Description("Name for people.") String name,
    @NonNull @Description("Where the task is in its life.") ApiRunState state,
    @NonNull @Description("What it is made of.") ApiTaskKind kind,
    @Description("Function that it calls; null if it calls none.") @Nullable String function,
    @Description("Number of its item, from 0; null unless it is an iteration.")
        @Nullable Integer iteration,
    @Description("Attempts so far.") int attemptCount,
    @Description("Attempts that failed by themselves; the limit of retries counts them.")
        int failures,
    @Description("Attempts that were lost with their process or connection.") int losses,
    @Description("Whether the last attempt waited for a replica to start; null if not known.")
        @Nullable Boolean cold,
    @Description("When everything that it waits for had ended.") @Nullable Instant readyAt,
    @Description("When its next attempt is due; null unless it waits for one.")
        @Nullable Instant dueAt,
    @Description("When its last attempt started.") @Nullable Instant startedAt,
    @Description("When it ended.") @Nullable Instant finishedAt,
    @Description("Time inside the user's code, in milliseconds.") @Nullable Double workMillis,
    @Description("Time from ready to finished that was not work, in milliseconds.")
        @Nullable Double overheadMillis,
    @NonNull @Description("Input parameters; values are JSON texts.")
        List<@NonNull NamedValue> inputs,
    @NonNull @Description("Output parameters; values are JSON texts.")
        List<@NonNull NamedValue> outputs,
    @Description("Execution whose outputs it took over; null if it was executed itself.")
        @Nullable ApiTaskRef cachedFrom,
    @Description("Why no earlier execution would do; null if one did, or if nobody looked.")
        @Nullable String cacheMiss,
    @Description("Why it failed; null unless it did.") @Nullable ApiError error)
    implements ApiNode {
  static ApiTask of(String project, TaskRecord task) {
    return new ApiTask(
        project,
        task.runId(),
        NodeType.TASK.id(task.runId() + "/" + task.path()),
        task.path(),
        task.name(),
        ApiRunState.of(task.state()),
        ApiTaskKind.of(task.kind()),
        task.function(),
        task.iteration(),
        task.attempt(),
        task.failures(),
        task.losses(),
        task.cold(),
        task.readyAt(),
        task.dueAt(),
        task.startedAt(),
        task.finishedAt(),
        task.workMillis(),
        task.overheadMillis(),
        NamedValue.list(task.inputs()),
        NamedValue.list(task.outputs()),
        ApiTaskRef.of(task.cachedFrom()),
        task.cacheMiss(),
        ApiError.of(task.failure()));
  }
}
