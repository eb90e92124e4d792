package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.LargeObjects.Part;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.FileTransfers;
import dev.zeroflow.metadata.file.FileUpload;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.file.StoredFile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Large files, whose bytes go between the client and the object store without this server. */
@Path("/api/2.0/mlflow-artifacts")
@RunOnVirtualThread
class PartsResource {
  /** A large file on a slow line takes its time. */
  private static final Duration VALIDITY = Duration.ofHours(12);

  /** {@code path} is where the file lies on the client's machine: its name is all that counts. */
  record Creation(@Nullable String path, @Nullable Integer numParts) {}

  /** A part of an upload, as the client says that it was stored. */
  record SentPart(@Nullable Integer partNumber, @Nullable String etag) {}

  /** An upload to be completed or aborted. */
  record Ending(@Nullable String path, @Nullable String uploadId, @Nullable List<SentPart> parts) {}

  /** Where a part goes to by a PUT. */
  record Credential(String url, int partNumber, Map<String, String> headers) {}

  /** An upload that has begun. */
  record Begun(String uploadId, List<Credential> credentials) {}

  /** Where a file comes from. */
  record Download(String url, Map<String, String> headers, long fileSize) {}

  private final CallerResolver callers;
  private final Files files;
  private final FileTransfers transfers;
  private final FinishedModels finished;
  private final ObjectStore objects;
  private final LargeObjects large;
  private final MlflowJson json;

  PartsResource(
      CallerResolver callers,
      Files files,
      FileTransfers transfers,
      FinishedModels finished,
      ObjectStore objects,
      LargeObjects large,
      MlflowJson json) {
    this.callers = callers;
    this.files = files;
    this.transfers = transfers;
    this.finished = finished;
    this.objects = objects;
    this.large = large;
    this.json = json;
  }

  /** Begins an upload. */
  @POST
  @Path("mpu/create{directory:(/.*)?}")
  public Response create(@PathParam("directory") String directory, byte[] body) {
    String project = callers.caller().project();
    Creation asked = json.read(body, Creation.class);
    int parts = asked.numParts() == null ? 1 : asked.numParts();
    if (parts < 1 || parts > FileTransfers.MAX_PARTS) {
      throw HttpFailure.badInput("num_parts must be 1 to %d".formatted(FileTransfers.MAX_PARTS));
    }
    FilePath path = path(directory, asked.path());
    finished.checkStored(project, path);
    FileUpload upload = transfers.begin(project, path);
    List<Credential> credentials = new ArrayList<>();
    for (int number = 1; number <= parts; number++) {
      String url =
          large.presignPart(upload.uri(), String.valueOf(upload.partsId()), number, VALIDITY);
      credentials.add(new Credential(url, number, Map.of()));
    }
    return json.ok(new Begun(MlflowIds.hex(upload.id()), credentials));
  }

  /** Makes the file of the parts; once more changes nothing. */
  @POST
  @Path("mpu/complete{directory:(/.*)?}")
  public Response complete(@PathParam("directory") String directory, byte[] body) {
    String project = callers.caller().project();
    Ending asked = json.read(body, Ending.class);
    List<Part> parts =
        asked.parts() == null
            ? List.of()
            : asked.parts().stream().map(PartsResource::part).toList();
    if (parts.isEmpty() || parts.size() > FileTransfers.MAX_PARTS) {
      throw HttpFailure.badInput("'parts' must be 1 to %d".formatted(FileTransfers.MAX_PARTS));
    }
    transfers.complete(project, path(directory, asked.path()), id(asked.uploadId()), parts);
    return json.done();
  }

  private static Part part(SentPart sent) {
    if (sent.partNumber() == null || sent.etag() == null || sent.etag().isEmpty()) {
      throw HttpFailure.badInput("each part needs part_number and etag");
    }
    return new Part(sent.partNumber(), sent.etag());
  }

  /** Drops an upload, if it is there. */
  @POST
  @Path("mpu/abort{directory:(/.*)?}")
  public Response abort(@PathParam("directory") String directory, byte[] body) {
    String project = callers.caller().project();
    Ending asked = json.read(body, Ending.class);
    transfers.abort(project, path(directory, asked.path()), id(asked.uploadId()));
    return json.done();
  }

  /** An address from which the file can be read, also in ranges. */
  @GET
  @Path("presigned/{path:.+}")
  public Response download(@PathParam("path") String path) {
    String project = callers.caller().project();
    StoredFile file =
        files
            .find(project, FilePath.file(path))
            .orElseThrow(() -> HttpFailure.notFound("there is no file \"" + path + "\""));
    return json.ok(new Download(objects.presignGet(file.uri(), VALIDITY), Map.of(), file.size()));
  }

  private static FilePath path(String directory, @Nullable String local) {
    if (local == null || local.isEmpty()) {
      throw MlflowIds.missing("path");
    }
    String name = local.substring(Math.max(local.lastIndexOf('/'), local.lastIndexOf('\\')) + 1);
    String parent = directory.startsWith("/") ? directory.substring(1) : directory;
    return FilePath.directory(parent).below(FilePath.file(name));
  }

  private static UUID id(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      throw MlflowIds.missing("upload_id");
    }
    return MlflowIds.uuid("Upload", id, id);
  }
}
