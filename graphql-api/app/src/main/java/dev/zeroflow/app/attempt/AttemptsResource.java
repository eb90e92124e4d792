package dev.zeroflow.app.attempt;

import dev.zeroflow.app.http.BearerToken;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.app.run.StepLogs;
import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.DownloadRequest;
import dev.zeroflow.contract.DownloadTicket;
import dev.zeroflow.contract.LogLine;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.contract.UploadRequest;
import dev.zeroflow.contract.UploadTicket;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.PresignedPut;
import dev.zeroflow.scheduler.engine.ArtifactUris;
import dev.zeroflow.scheduler.engine.AttemptRef;
import dev.zeroflow.scheduler.engine.Scheduler;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.Values;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where attempts ask for upload addresses, send their log lines and, if late, their results. */
@Path("/")
class AttemptsResource {
  private static final String PREFIX = "sha256:";
  private static final Duration UPLOAD_TIME = Duration.ofMinutes(15);
  private static final Duration DOWNLOAD_TIME = Duration.ofMinutes(15);

  /** The largest object that one PUT can store in S3. */
  private static final long MAX_SIZE = 5L << 30;

  private final AttemptAuthority authority;
  private final ArtifactUris uris;
  private final ObjectStore objects;
  private final StepLogs logs;
  private final Scheduler scheduler;
  private final RunStore runs;

  AttemptsResource(
      AttemptAuthority authority,
      ArtifactUris uris,
      ObjectStore objects,
      StepLogs logs,
      Scheduler scheduler,
      RunStore runs) {
    this.scheduler = scheduler;
    this.runs = runs;
    this.authority = authority;
    this.uris = uris;
    this.objects = objects;
    this.logs = logs;
  }

  @POST
  @Path(ControlPlane.UPLOADS)
  @RunOnVirtualThread
  public UploadTicket upload(
      @HeaderParam("Authorization") @Nullable String authorization, UploadRequest request) {
    AttemptRef attempt = attempt(authorization);
    if (request.size() < 0 || request.size() > MAX_SIZE) {
      throw HttpFailure.badInput("an artifact has 0 to " + MAX_SIZE + " bytes");
    }
    if (!request.digest().matches(PREFIX + "[0-9a-f]{64}")) {
      throw HttpFailure.badInput("the digest must be sha256: and 64 hexadecimal digits");
    }
    UploadPlace place = UploadPlace.of(uris.output(attempt, request.output()), request);
    PresignedPut put =
        objects.presignPut(
            place.object(),
            request.size(),
            request.digest().substring(PREFIX.length()),
            request.contentType(),
            UPLOAD_TIME);
    return new UploadTicket(place.uri(), put.url(), put.headers());
  }

  /** Where a file of a directory can be read that is an input of the attempt. */
  @POST
  @Path(ControlPlane.DOWNLOADS)
  @RunOnVirtualThread
  public DownloadTicket download(
      @HeaderParam("Authorization") @Nullable String authorization, DownloadRequest request) {
    AttemptRef attempt =
        authority.named(BearerToken.of(authorization)).orElseThrow(AttemptsResource::unknown);
    Values inputs =
        runs.inputs(attempt.run(), attempt.task(), attempt.attempt())
            .orElseThrow(AttemptsResource::unknown);
    ArtifactRef directory =
        inputs.artifacts().values().stream()
            .flatMap(List::stream)
            .filter(ref -> ref.id().toString().equals(request.artifact()))
            .filter(ref -> ref.isStored() && ref.isDirectory())
            .findFirst()
            .orElseThrow(
                () -> HttpFailure.badInput("no directory that is an input: " + request.artifact()));
    String file = UploadPlace.file(directory.uri(), request.path());
    return new DownloadTicket(objects.presignGet(file, DOWNLOAD_TIME));
  }

  @POST
  @Path(ControlPlane.LOGS)
  @RunOnVirtualThread
  public void log(
      @HeaderParam("Authorization") @Nullable String authorization, List<LogLine> lines) {
    AttemptRef attempt = attempt(authorization);
    logs.append(attempt.project(), attempt.run(), attempt.task(), attempt.attempt(), lines);
  }

  /**
   * Takes the result of an attempt that was accepted with 202, once it is decided and stored.
   *
   * @return 204, or 200 with a word when the attempt was not current any more: either way the
   *     sender is done; 503 asks it to send the result again
   */
  @POST
  @Path(ControlPlane.COMPLETIONS)
  @RunOnVirtualThread
  public Response complete(
      @HeaderParam("Authorization") @Nullable String authorization, TaskResult result) {
    String token = BearerToken.of(authorization);
    AttemptRef attempt =
        authority
            .named(token)
            .filter(ignored -> token.equals(result.attemptToken()))
            .orElseThrow(() -> HttpFailure.unauthorized("the token names no attempt"));
    return switch (scheduler.complete(attempt, result)) {
      case ACCEPTED -> Response.noContent().build();
      case LATE -> Response.ok(Map.of("accepted", false, "reason", "late")).build();
      // Behind one address there may be several servers: another connection, another server.
      case ELSEWHERE ->
          Response.status(503).header("Retry-After", "1").header("Connection", "close").build();
    };
  }

  private AttemptRef attempt(@Nullable String authorization) {
    return authority.byToken(BearerToken.of(authorization)).orElseThrow(AttemptsResource::unknown);
  }

  private static HttpFailure unknown() {
    return HttpFailure.unauthorized("the token names no attempt that is running");
  }
}
