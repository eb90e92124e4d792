package dev.zeroflow.app.follow;

import dev.zeroflow.app.api.ForbiddenException;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.Caller.AttemptCaller;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.run.RunListing;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** Subscriptions to runs; each ends when the run has ended and everything was told. */
@GraphQLApi
@Refusing
public class FollowResolver {
  /** Most changes of one look. */
  private static final int MAX_CHANGES = 100;

  private final RunListing runs;
  private final LogStore logs;
  private final Following following;

  FollowResolver(RunListing runs, LogStore logs, Following following) {
    this.runs = runs;
    this.logs = logs;
    this.following = following;
  }

  @Subscription
  @Description("Changes of state of a run and its tasks, oldest first, until the run has ended.")
  public Multi<ApiRunEvent> runEvents(
      @NonNull @Id @Name("runId") @Description("Id of the run.") String runId,
      @Name("after") @Description("Cursor to go on behind; null for all changes.")
          @Nullable String after) {
    UUID run = known(runId);
    var events =
        new EventFollower(
            place -> runs.changesBehind(run, place, MAX_CHANGES), after == null ? "" : after);
    return following.follow(
        caller ->
            () -> {
              // Before the changes are read: what changed before the end is there then.
              boolean ended = ended(caller.project(), run);
              List<ApiRunEvent> found = events.next();
              return new Step<>(found, ended && found.isEmpty());
            });
  }

  @Subscription
  @Description("What the steps of a run write, until the run has ended.")
  public Multi<ApiLogLines> runLog(
      @NonNull @Id @Name("runId") @Description("Id of the run.") String runId,
      @Name("task") @Description("Only lines of this task; null for all.") @Nullable String task,
      @Name("after") @Description("Cursor to go on behind; null for all lines.")
          @Nullable String after) {
    UUID run = known(runId);
    String from = after == null ? "" : after;
    return following.follow(
        caller -> {
          if (caller instanceof AttemptCaller) {
            throw new ForbiddenException("a task may not read logs: do it outside of runs");
          }
          String project = caller.project();
          var log =
              new LogFollower(position -> logs.readBehind(project, run, task, position), from);
          return () -> {
            boolean ended = ended(project, run);
            List<ApiLogLines> lines = log.next();
            return new Step<>(lines, ended && lines.isEmpty());
          };
        });
  }

  private static UUID known(String id) {
    return NodeType.PIPELINE_RUN
        .uuid(id)
        .orElseThrow(() -> new NotFoundException("there is no run " + id));
  }

  private boolean ended(String project, UUID run) {
    return runs.find(project, run)
            .orElseThrow(() -> new NotFoundException("there is no run " + run))
            .run()
            .finishedAt()
        != null;
  }
}
