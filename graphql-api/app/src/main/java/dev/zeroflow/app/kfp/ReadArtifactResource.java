package dev.zeroflow.app.kfp;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.run.TaskArtifact;
import dev.zeroflow.store.RunReads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of what a task has put out. */
@Path("/apis/v2beta1/runs/{run:[^/:]+}/nodes")
class ReadArtifactResource {
  /** Most bytes; they are in memory while they are sent. */
  private static final int MAX_BYTES = 16 << 20;

  /** Id of a task, which is its path and may have slashes, and the name of its output. */
  private static final Pattern OUTPUT = Pattern.compile("(.+)/artifacts/([^/]+):read");

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CallerResolver callers;
  private final RunListing runs;
  private final RunReads reads;
  private final ObjectStore objects;
  private final KfpJson json;

  ReadArtifactResource(
      CallerResolver callers, RunListing runs, RunReads reads, ObjectStore objects, KfpJson json) {
    this.callers = callers;
    this.runs = runs;
    this.reads = reads;
    this.objects = objects;
    this.json = json;
  }

  /**
   * One object in Base64.
   *
   * @param output {@code <task>/artifacts/<name of the output>:read}
   */
  @GET
  @Path("{output:.+}")
  @RunOnVirtualThread
  public Response read(@PathParam("run") String run, @PathParam("output") String output) {
    String project = callers.person("read artifacts").project();
    Matcher named = OUTPUT.matcher(output);
    UUID id = Refusals.id("run", run);
    if (runs.find(project, id).isEmpty()) {
      throw Refusals.unknown("run", run);
    }
    if (!named.matches()) {
      throw HttpFailure.notFound("there is nothing at this address");
    }
    Artifact artifact =
        reads.artifacts(project, List.of(id)).await().atMost(TIMEOUT).stream()
            .filter(
                it -> it.direction() == Direction.OUTPUT && it.taskPath().equals(named.group(1)))
            .filter(it -> it.slot().equals(named.group(2)))
            .map(TaskArtifact::artifact)
            .findFirst()
            .orElseThrow(() -> Refusals.unknown("artifact", named.group(2)));
    return json.ok(Map.of("data", bytes(artifact)));
  }

  private byte[] bytes(Artifact artifact) {
    if (!artifact.isObject()) {
      throw Refusals.state("the artifact is not one object that is stored here");
    }
    try {
      return objects.get(artifact.uri(), MAX_BYTES);
    } catch (ObjectStoreException e) {
      throw switch (e.reason()) {
        case TOO_LARGE -> Refusals.state("the artifact has more than " + MAX_BYTES + " bytes");
        case NOT_FOUND -> Refusals.state("the object of the artifact is not there any more");
        case REFUSED, UNAVAILABLE -> e;
      };
    }
  }
}
