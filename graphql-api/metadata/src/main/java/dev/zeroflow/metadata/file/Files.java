package dev.zeroflow.metadata.file;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which object holds which file. An object is known as an upload before its first byte is
 * stored and until it is gone, so that none is forgotten whatever crashes. Blocking, safe for use
 * by many threads.
 */
public interface Files {
  /** The file, if the project has it. */
  Optional<StoredFile> find(String project, FilePath path);

  /**
   * What a directory has, in the order of the bytes of names; nothing if there is no such
   * directory.
   *
   * @param after {@link FileEntry#cursor} of the last entry before; empty for the first ones
   * @param limit most entries
   */
  List<FileEntry> list(String project, FilePath directory, String after, int limit);

  /**
   * What several directories have, in one statement.
   *
   * @param limit most entries of each
   * @return as many lists as directories, in their order
   */
  List<List<FileEntry>> list(String project, List<FilePath> directories, int limit);

  /**
   * The files below a directory, ordered by path.
   *
   * @throws MetadataException with BAD_INPUT if they are more than the limit
   */
  List<StoredFile> below(String project, FilePath directory, int limit);

  /**
   * Remembers the digest of a file of which only an ETag was known; nothing if it is another one by
   * now.
   *
   * @param digest {@code sha256:<hex>}
   */
  void digested(StoredFile file, String digest);

  /** Remembers an upload that is to begin. */
  void begin(FileUpload upload);

  /** The upload, if the project has it. */
  Optional<FileUpload> upload(String project, UUID id);

  /**
   * Makes the file of an upload, in place of one that was there.
   *
   * @return the object of the file before, to be swept; null if there was none
   * @throws MetadataException with NOT_FOUND if the upload is not there, or too old
   */
  @Nullable FileUpload complete(UUID upload, StoredFile file);

  /** Takes away a file, or all files below a directory; returns their objects, to be swept. */
  List<FileUpload> remove(String project, FilePath path);

  /** Uploads of all projects that began before, the oldest first. */
  List<FileUpload> begunBefore(Instant time, int limit);

  /** Forgets an upload whose object is gone. */
  void forget(UUID upload);
}
