package dev.zeroflow.app.run;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.log.LogPart;
import dev.zeroflow.metadata.log.LogPosition;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.log.TaskLogLine;
import dev.zeroflow.metadata.run.RunListing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the steps of a run write, while they write it. */
@Path("/api/v1/runs/{id}/logs/next")
class FollowedLogsResource {
  private static final int MAX_WAIT_SECONDS = 30;
  private static final Duration LOOK = Duration.ofMillis(200);

  private final CallerResolver callers;
  private final LogStore logs;
  private final RunListing runs;
  private final InstantSource clock;

  FollowedLogsResource(
      CallerResolver callers, LogStore logs, RunListing runs, InstantSource clock) {
    this.callers = callers;
    this.logs = logs;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * Lines that arrived behind a position.
   *
   * @param after where the next question goes on
   * @param ended whether no more will come
   */
  record Lines(List<Line> lines, String after, boolean ended) {}

  /** One line. */
  record Line(Instant time, String task, int attempt, String text) {
    static Line of(TaskLogLine it) {
      return new Line(it.line().time(), it.taskPath(), it.attempt(), it.line().text());
    }
  }

  /**
   * The next lines; waits for some.
   *
   * @param task path of a task; all of them if absent
   * @param after as the answer before has it; blank for the first line
   * @param waitSeconds when to answer without any line, at most {@value #MAX_WAIT_SECONDS}
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  public Lines next(
      @PathParam("id") String id,
      @QueryParam("task") @Nullable String task,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("wait_seconds") @DefaultValue("20") int waitSeconds) {
    String project = callers.person("read logs").project();
    UUID run = Ids.parse(id).orElseThrow(() -> HttpFailure.notFound("no run " + id));
    LogPosition position = LogPosition.parse(after);
    Instant until = clock.instant().plusSeconds(Math.clamp(waitSeconds, 0, MAX_WAIT_SECONDS));
    while (true) {
      // Before the lines are read: what was written before the end is there then.
      boolean ended = ended(project, run);
      LogPart part = logs.readBehind(project, run, task, position);
      boolean empty = part.lines().isEmpty();
      if (!empty || ended || !clock.instant().isBefore(until) || !paused()) {
        return new Lines(
            part.lines().stream().map(Line::of).toList(), part.end() + "", ended && empty);
      }
    }
  }

  private boolean ended(String project, UUID run) {
    return runs.find(project, run)
            .orElseThrow(() -> HttpFailure.notFound("no run " + run))
            .run()
            .finishedAt()
        != null;
  }

  private static boolean paused() {
    try {
      Thread.sleep(LOOK);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
