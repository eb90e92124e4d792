package dev.zeroflow.app.run;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.log.LogStore;
import dev.zeroflow.metadata.log.TaskLogLine;
import dev.zeroflow.scheduler.port.RunStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the steps of a run wrote, as text. */
@Path("/api/v1/runs/{id}/logs")
class LogsResource {
  private final CallerResolver callers;
  private final LogStore logs;
  private final RunStore runs;

  LogsResource(CallerResolver callers, LogStore logs, RunStore runs) {
    this.callers = callers;
    this.logs = logs;
    this.runs = runs;
  }

  /**
   * One line for each line: time, task, text.
   *
   * @param task path of a task; all of them if absent
   * @param limit most lines, the last ones
   */
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @RunOnVirtualThread
  public String read(
      @PathParam("id") String id,
      @QueryParam("task") @Nullable String task,
      @QueryParam("limit") @DefaultValue("10000") int limit) {
    String project = callers.person("read logs").project();
    UUID run = known(project, id);
    int lines = Math.clamp(limit, 1, LogStore.MAX_READ);
    return logs.read(project, run, task, lines).stream()
        .map(LogsResource::line)
        .collect(Collectors.joining());
  }

  private UUID known(String project, String id) {
    try {
      UUID run = UUID.fromString(id);
      boolean ours =
          runs.submission(run)
              .map(submission -> submission.project().equals(project))
              .orElse(false);
      if (ours) {
        return run;
      }
    } catch (IllegalArgumentException e) {
      throw HttpFailure.notFound("no run " + id + ": an id has the form of a UUID");
    }
    throw HttpFailure.notFound("no run " + id);
  }

  private static String line(TaskLogLine line) {
    return "%s %s %s%n".formatted(line.line().time(), line.taskPath(), line.line().text());
  }
}
