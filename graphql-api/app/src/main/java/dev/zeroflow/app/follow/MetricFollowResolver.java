package dev.zeroflow.app.follow;

import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.tracking.TrackingIds;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.tracking.MetricHistories;
import dev.zeroflow.metadata.tracking.MetricPlace;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A subscription to what a tracking run logs; it ends when the run has ended. */
@GraphQLApi
@Refusing
public class MetricFollowResolver {
  /** Most points of a metric of one look. */
  private static final int MAX_POINTS = 200;

  private static final Set<RunState> ENDED =
      Set.of(RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELED);

  private final TrackingRuns runs;
  private final MetricHistories histories;
  private final Following following;

  MetricFollowResolver(TrackingRuns runs, MetricHistories histories, Following following) {
    this.runs = runs;
    this.histories = histories;
    this.following = following;
  }

  @Subscription
  @Description(
      "Metrics of a tracking run while they are logged, until the run has ended. A point that is"
          + " logged late, with a smaller step than one before, is in metricSeries only.")
  public Multi<ApiMetricPoints> metricPoints(
      @NonNull @Id @Name("runId") @Description("Id of the run, with or without hyphens.")
          String runId,
      @NonNull @Name("keys") @Description("Names of metrics, at most 20.")
          List<@NonNull String> keys,
      @Name("after") @Description("Cursor to go on behind; null for all points.")
          @Nullable String after) {
    UUID run = TrackingIds.parse(runId).orElseThrow(() -> unknown(runId));
    MetricPlace place = MetricPlace.start(keys).resumed(after == null ? "" : after);
    return following.follow(
        caller -> {
          String project = caller.project();
          var metrics =
              new MetricFollower(from -> histories.behind(project, run, from, MAX_POINTS), place);
          return () -> {
            // Before the points are read: what was logged before the end is there then.
            boolean ended = ended(project, run);
            List<ApiMetricPoints> found = metrics.next();
            return new Step<>(found, ended && found.isEmpty());
          };
        });
  }

  /** A client may say that its run has ended without saying when. */
  private boolean ended(String project, UUID run) {
    TrackingRun found = runs.find(project, run).orElseThrow(() -> unknown(run.toString()));
    return ENDED.contains(found.state());
  }

  private static NotFoundException unknown(String run) {
    return new NotFoundException("there is no tracking run " + run);
  }
}
