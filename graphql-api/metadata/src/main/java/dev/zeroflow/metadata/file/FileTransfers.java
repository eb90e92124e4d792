package dev.zeroflow.metadata.file;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.LargeObjects.Part;
import dev.zeroflow.metadata.artifact.ObjectInfo;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.artifact.ObjectStoreException.Reason;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores files. A file is there when all of its bytes are, and until then the one that it replaces
 * is; each has an object of its own, whose key says nothing.
 */
public final class FileTransfers {
  /** Most bytes that go to the object store in one piece: S3 takes no more than 5 GiB. */
  static final long ONE_PIECE = 1L << 30;

  /** Most parts of an upload, as S3 has it. */
  public static final int MAX_PARTS = 10_000;

  private final Files files;
  private final ObjectStore objects;
  private final LargeObjects large;
  private final FileSweep sweep;
  private final String bucket;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** Stores objects in the bucket, under keys of its own. */
  public FileTransfers(
      Files files,
      ObjectStore objects,
      LargeObjects large,
      String bucket,
      InstantSource clock,
      Supplier<UUID> ids) {
    this.files = files;
    this.objects = objects;
    this.large = large;
    this.sweep = new FileSweep(files, large);
    this.bucket = bucket;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Stores a file while its bytes come in.
   *
   * @param size bytes that must come
   * @throws MetadataException with BAD_INPUT if fewer bytes come; nothing is stored then
   * @throws ObjectStoreException if they cannot be stored; nothing is stored then
   */
  public StoredFile put(
      String project, FilePath path, String mediaType, InputStream bytes, long size) {
    FileUpload upload = begun(project, path, size > ONE_PIECE);
    DigestedStream digested = new DigestedStream(bytes, size);
    try {
      store(upload, digested, size);
    } catch (RuntimeException failure) {
      sweep.tryDrop(upload);
      throw digested.isBroken() ? digested.refusal() : failure;
    }
    if (!digested.isComplete()) {
      sweep.tryDrop(upload);
      throw digested.refusal();
    }
    return completed(upload, mediaType, size, digested.digest());
  }

  private void store(FileUpload upload, InputStream bytes, long size) {
    if (upload.partsId() == null) {
      large.put(upload.uri(), bytes, size);
      return;
    }
    List<Part> parts = new ArrayList<>();
    long part = Math.max(ONE_PIECE, Math.ceilDiv(size, MAX_PARTS));
    for (long stored = 0; stored < size; stored += part) {
      int number = parts.size() + 1;
      long length = Math.min(part, size - stored);
      parts.add(large.putPart(upload.uri(), upload.partsId(), number, bytes, length));
    }
    large.completeParts(upload.uri(), upload.partsId(), parts);
  }

  /** Begins an upload whose parts the client sends to the object store by itself. */
  public FileUpload begin(String project, FilePath path) {
    return begun(project, path, true);
  }

  private FileUpload begun(String project, FilePath path, boolean inParts) {
    UUID id = ids.get();
    String uri = uri(id);
    @Nullable String partsId = inParts ? large.beginParts(uri) : null;
    FileUpload upload = new FileUpload(id, project, path, uri, partsId, clock.instant());
    try {
      files.begin(upload);
      return upload;
    } catch (RuntimeException failure) {
      sweep.tryDrop(upload);
      throw failure;
    }
  }

  private String uri(UUID upload) {
    return "s3://%s/files/%s".formatted(bucket, upload);
  }

  /**
   * Makes the file of parts that are stored. To complete it again changes nothing.
   *
   * @throws MetadataException with NOT_FOUND if there is no such upload of this path, with
   *     BAD_INPUT if the parts are not as they were stored
   */
  public StoredFile complete(String project, FilePath path, UUID id, List<Part> parts) {
    Optional<FileUpload> upload = files.upload(project, id).filter(it -> it.path().equals(path));
    if (upload.isEmpty() || upload.get().partsId() == null) {
      return files
          .find(project, path)
          .filter(it -> it.uri().equals(uri(id)))
          .orElseThrow(() -> unknown(id));
    }
    join(upload.get(), parts);
    ObjectInfo object = objects.head(upload.get().uri()).orElseThrow(() -> unknown(id));
    return completed(upload.get(), "", object.size(), "etag:" + object.etag());
  }

  private void join(FileUpload upload, List<Part> parts) {
    try {
      large.completeParts(upload.uri(), String.valueOf(upload.partsId()), parts);
    } catch (ObjectStoreException e) {
      if (e.reason() == Reason.REFUSED) {
        throw MetadataException.badInput(
            "the parts are not as they were stored: send their numbers and ETags");
      }
      // The store does not know an upload that is complete: its object tells.
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Drops an upload, if it is there. */
  public void abort(String project, FilePath path, UUID id) {
    files
        .upload(project, id)
        .filter(it -> it.path().equals(path) && it.partsId() != null)
        .ifPresent(sweep::drop);
  }

  /** Takes away a file, or all files below a directory; returns how many. */
  public int remove(String project, FilePath path) {
    List<FileUpload> left = files.remove(project, path);
    left.stream().limit(FileSweep.BATCH).forEach(sweep::tryDrop);
    return left.size();
  }

  /**
   * If the database does not answer, it may have done it nevertheless: the object stays then, and
   * is swept if it was not.
   */
  private StoredFile completed(FileUpload upload, String mediaType, long size, String digest) {
    StoredFile file =
        new StoredFile(
            upload.project(),
            upload.path(),
            upload.uri(),
            size,
            digest,
            mediaType,
            clock.instant());
    FileUpload replaced = files.complete(upload.id(), file);
    if (replaced != null) {
      sweep.tryDrop(replaced);
    }
    return file;
  }

  private static MetadataException unknown(UUID id) {
    return MetadataException.notFound("there is no upload " + id + " of this path");
  }
}
