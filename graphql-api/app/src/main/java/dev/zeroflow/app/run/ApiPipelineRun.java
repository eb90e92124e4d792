package dev.zeroflow.app.run;

import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.run.RunRecord;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** One execution of a pipeline version. The ignored component lets fields be read in batches. */
@Type("PipelineRun")
@Description("One execution of a pipeline version.")
public record ApiPipelineRun(
    @Ignore RunRecord run,
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Its UUID, as addresses of this server and other protocols name it.")
        String uid,
    @NonNull @Description("What it is a run of: PIPELINE.") ApiRunKind kind,
    @NonNull @Description("Name for people.") String name,
    @NonNull @Description("Name of the pipeline.") String pipeline,
    @NonNull @Description("Where the run is in its life.") ApiRunState state,
    @NonNull @Description("Why it started.") ApiRunTrigger trigger,
    @NonNull @Description("When it was submitted.") Instant createdAt,
    @Description("When its first task started.") @Nullable Instant startedAt,
    @Description("When it ended.") @Nullable Instant finishedAt,
    @Description("Ready tasks of runs with a higher one go first; 0 unless somebody chose.")
        int priority,
    @Description("When it is ended unless it has ended by itself; null for never.")
        @Nullable Instant deadlineAt,
    @Description("Why it failed; null unless it did.") @Nullable ApiError error)
    implements ApiRun {
  @Override
  public String project() {
    return run.project();
  }

  /** The run as it is shown. */
  public static ApiPipelineRun of(RunRecord run) {
    return new ApiPipelineRun(
        run,
        NodeType.PIPELINE_RUN.id(run.id()),
        run.id().toString(),
        ApiRunKind.PIPELINE,
        run.name(),
        run.pipeline(),
        ApiRunState.of(run.state()),
        new ApiRunTrigger(ApiTriggerKind.of(run.triggerKind()), run.triggerDetail()),
        run.createdAt(),
        run.startedAt(),
        run.finishedAt(),
        run.priority(),
        run.deadlineAt(),
        ApiError.of(run.failure()));
  }
}
