package dev.zeroflow.app.tracking;

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
    @NonNull @Id @Description("Unique.") String id,
    @NonNull @Description("The id by which tracking clients name it: the same without hyphens.")
        String runId,
    @NonNull @Description("Name for people.") String name,
    @NonNull @Description("Who started it, as the client says; may be empty.") String user,
    @NonNull @Description("Where it comes from.") ApiRunOrigin origin,
    @NonNull @Description("Where it is in its life.") ApiTrackingState state,
    @NonNull @Description("When it started.") Instant startedAt,
    @Description("When it ended.") @Nullable Instant endedAt,
    @Description("Whether it is put away.") boolean deleted,
    @NonNull @Description("Where clients find its files.") String artifactRoot,
    @Description("Task that it stands for; null if it stands for none.") @Nullable String taskId) {
  static ApiTrackingRun of(TrackingRun run, RunPage page) {
    return new ApiTrackingRun(
        run,
        page,
        run.id().toString(),
        hex(run.id()),
        run.name(),
        run.user(),
        ApiRunOrigin.of(run.origin()),
        ApiTrackingState.of(run.state()),
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
