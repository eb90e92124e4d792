package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.artifact.ObjectStoreException.Reason;
import dev.zeroflow.metadata.file.FileEntry;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.FileTransfers;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.file.StoredFile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of the project by their paths. */
@Path("/api/2.0/mlflow-artifacts/artifacts")
@RunOnVirtualThread
class FilesResource {
  /** Most entries of a directory: the client's list has no pages. */
  static final int MAX_ENTRIES = 50_000;

  /** Largest file whose length is not announced: it is held in memory. */
  private static final int MAX_UNANNOUNCED_BYTES = 1 << 20;

  /** More than this of a refused body is not read. */
  private static final long MAX_DRAINED_BYTES = 1L << 30;

  private final CallerResolver callers;
  private final Files files;
  private final FileTransfers transfers;
  private final FinishedModels finished;
  private final LargeObjects objects;
  private final MlflowJson json;

  FilesResource(
      CallerResolver callers,
      Files files,
      FileTransfers transfers,
      FinishedModels finished,
      LargeObjects objects,
      MlflowJson json) {
    this.callers = callers;
    this.files = files;
    this.transfers = transfers;
    this.finished = finished;
    this.objects = objects;
    this.json = json;
  }

  /** What a directory has; nothing if it is not there. */
  @GET
  public Response list(@QueryParam("path") @Nullable String path) {
    String project = callers.caller().project();
    FilePath directory = FilePath.directory(path == null ? "" : path);
    List<FileEntry> entries = files.list(project, directory, "", MAX_ENTRIES + 1);
    if (entries.size() > MAX_ENTRIES) {
      throw HttpFailure.badInput(
          "the directory has more than %d entries: list it in pages".formatted(MAX_ENTRIES));
    }
    return json.ok(new FileBody.Listed(FileBody.of("", entries)));
  }

  /** A file, or a range of it. */
  @GET
  @Path("{path:.+}")
  public Response get(@PathParam("path") String path, @Context HttpHeaders headers) {
    String project = callers.caller().project();
    StoredFile file = found(project, path);
    try {
      return new FileAnswer(file, headers).with(objects);
    } catch (ObjectStoreException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
      // It was replaced in between: the object of the new one is there.
      return new FileAnswer(found(project, path), headers).with(objects);
    }
  }

  /** What GET would say of a file. */
  @HEAD
  @Path("{path:.+}")
  public Response head(@PathParam("path") String path, @Context HttpHeaders headers) {
    return new FileAnswer(found(callers.caller().project(), path), headers).withoutBytes();
  }

  private StoredFile found(String project, String path) {
    return files
        .find(project, FilePath.file(path))
        .orElseThrow(() -> HttpFailure.notFound("there is no file \"" + path + "\""));
  }

  /** Stores a file in place of what was there, unless it belongs to a finished model. */
  @PUT
  @Path("{path:.+}")
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @PathParam("path") String path, @Context HttpHeaders headers, InputStream body) {
    try {
      String project = callers.caller().project();
      String type = FileAnswer.mediaType(headers.getHeaderString("Content-Type"));
      store(project, FilePath.file(path), type, headers.getHeaderString("Content-Length"), body);
      return Response.ok().build();
    } catch (RuntimeException refusal) {
      drain(body);
      throw refusal;
    }
  }

  /** A client that sends an empty file announces nothing, as it takes no length for none. */
  private void store(
      String project, FilePath path, String type, @Nullable String length, InputStream body) {
    finished.checkStored(project, path);
    if (length != null) {
      transfers.put(project, path, type, body, Long.parseLong(length));
      return;
    }
    byte[] small = small(body);
    transfers.put(project, path, type, new ByteArrayInputStream(small), small.length);
  }

  private static byte[] small(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(MAX_UNANNOUNCED_BYTES + 1);
      if (bytes.length <= MAX_UNANNOUNCED_BYTES) {
        return bytes;
      }
      throw HttpFailure.badInput("say how long the file is: Content-Length is needed");
    } catch (IOException e) {
      throw HttpFailure.badInput("the body broke off");
    }
  }

  /** A client that is cut off while it sends never sees why. */
  private static void drain(InputStream body) {
    try {
      body.skip(MAX_DRAINED_BYTES);
    } catch (IOException e) {
      // It broke off by itself.
    }
  }

  /** Takes away a file, or all files below a directory; nothing if there is none. */
  @DELETE
  @Path("{path:.+}")
  public Response delete(@PathParam("path") String path) {
    String project = callers.caller().project();
    FilePath gone = FilePath.directory(path);
    if (gone.isRoot()) {
      throw HttpFailure.badInput("say what to delete");
    }
    finished.checkDeleted(project, gone);
    transfers.remove(project, gone);
    return json.done();
  }
}
