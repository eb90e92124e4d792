package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.run.ApiRun;
import dev.zeroflow.app.run.ApiRunKind;
import dev.zeroflow.app.run.ApiRunState;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.TrackingRun;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A run that clients log to. The ignored components let fields be read in batches. */
@Type("TrackingRun")
@Description("A run that clients log to.")
public record ApiTrackingRun(
    @Ignore TrackingRun run,
    @Ignore RunPage page,
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Its UUID, as other protocols of this server name it.") String uid,
    @NonNull @Description("What it is a run of: TRACKING.") ApiRunKind kind,
    @NonNull @Description("The id by which tracking clients name it: the same without hyphens.")
        String runId,
    @NonNull @Description("Name for people.") String name,
    @NonNull @Description("Who started it, as the client says; may be empty.") String user,
    @NonNull @Description("Where it comes from.") ApiRunOrigin origin,
    @NonNull @Description("Where it is in its life.") ApiRunState state,
    @NonNull @Description("When it started.") Instant createdAt,
    @NonNull @Description("When it started.") Instant startedAt,
    @Description("When it ended.") @Nullable Instant finishedAt,
    @Description("Whether it is put away.") boolean deleted,
    @NonNull @Description("Where clients find its files.") String artifactRoot,
    @Description("Path of the task that it stands for; null if it stands for none.")
        @Nullable String taskId)
    implements ApiRun {
  @Override
  public String project() {
    return run.project();
  }

  static ApiTrackingRun of(TrackingRun run, RunPage page) {
    return new ApiTrackingRun(
        run,
        page,
        NodeType.TRACKING_RUN.id(run.id()),
        run.id().toString(),
        ApiRunKind.TRACKING,
        hex(run.id()),
        run.name(),
        run.user(),
        ApiRunOrigin.of(run.origin()),
        ApiRunState.of(run.state()),
        run.startedAt(),
        run.startedAt(),
        run.endedAt(),
        run.deleted(),
        ArtifactRoots.ofRun(run),
        run.taskPath());
  }

  static String hex(UUID id) {
    return id.toString().replace("-", "");
  }
}
