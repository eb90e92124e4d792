package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.run.TaskRecord;
import dev.zeroflow.store.RunReads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tasks of a run, to be read. */
@Path("/apis/v2beta1/runs/{run:[^/:]+}/tasks")
@RunOnVirtualThread
class RunTasksResource {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_CHANGES = 50_000;

  private final CallerResolver callers;
  private final RunListing runs;
  private final RunReads reads;
  private final KfpJson json;

  RunTasksResource(CallerResolver callers, RunListing runs, RunReads reads, KfpJson json) {
    this.callers = callers;
    this.runs = runs;
    this.reads = reads;
    this.json = json;
  }

  /** In the order of the pipeline; there is neither a filter nor another order. */
  @GET
  public Response list(@PathParam("run") String run, @BeanParam ListParameters query) {
    if (!query.filter.isBlank() || !query.sortBy.isBlank()) {
      throw HttpFailure.badInput("tasks have no filter and no sort_by");
    }
    String project = project();
    UUID id = known(project, run);
    List<TaskRecord> tasks = await(reads.tasks(project, List.of(id)));
    int from = query.pageToken.isBlank() ? 0 : behind(tasks, query.pageToken);
    int size = query.size() == 0 ? Listing.DEFAULT_SIZE : Math.min(query.size(), Listing.MAX_SIZE);
    int to = Math.min(tasks.size(), from + size);
    RunTasks shown = shown(project, id, tasks);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tasks", tasks.subList(from, to).stream().map(shown::shown).toList());
    body.put("total_size", tasks.size());
    if (to < tasks.size()) {
      body.put("next_page_token", token(tasks.get(to - 1)));
    }
    return json.ok(body);
  }

  @GET
  @Path("{task:.+}")
  public Response get(@PathParam("run") String run, @PathParam("task") String path) {
    String project = project();
    UUID id = known(project, run);
    List<TaskRecord> tasks = await(reads.tasks(project, List.of(id)));
    TaskRecord task =
        tasks.stream()
            .filter(it -> it.path().equals(path))
            .findFirst()
            .orElseThrow(() -> Refusals.unknown("task", path));
    return json.ok(shown(project, id, tasks).shown(task));
  }

  private String project() {
    return callers.person("use runs").project();
  }

  private UUID known(String project, String run) {
    UUID id = Refusals.id("run", run);
    if (runs.find(project, id).isEmpty()) {
      throw Refusals.unknown("run", run);
    }
    return id;
  }

  private RunTasks shown(String project, UUID run, List<TaskRecord> tasks) {
    return new RunTasks(
        json, tasks, await(reads.artifacts(project, List.of(run))), runs.changes(run, MAX_CHANGES));
  }

  private static <T> List<T> await(Uni<List<T>> read) {
    return read.await().atMost(TIMEOUT);
  }

  private static String token(TaskRecord last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.path().getBytes(StandardCharsets.UTF_8));
  }

  private static int behind(List<TaskRecord> tasks, String token) {
    for (int i = 0; i < tasks.size(); i++) {
      if (token(tasks.get(i)).equals(token)) {
        return i + 1;
      }
    }
    throw HttpFailure.badInput("page_token belongs to another run");
  }
}
