package dev.zeroflow.metadata.file;

import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;

/** Deletes the objects that no file names any more. To do it twice, or on two servers, is safe. */
public final class FileSweep {
  /** Objects that are deleted at once. */
  static final int BATCH = 100;

  private static final System.Logger LOG = System.getLogger(FileSweep.class.getName());

  private final Files files;
  private final LargeObjects objects;

  public FileSweep(Files files, LargeObjects objects) {
    this.files = files;
    this.objects = objects;
  }

  /**
   * Deletes what was left behind, and what uploads have stored that began more than a day ago.
   *
   * @return how many there were
   * @throws ObjectStoreException if the store does not do it; the rest is for the next time
   */
  public int sweep(Instant now) {
    int swept = 0;
    List<FileUpload> batch;
    do {
      batch = files.begunBefore(FileUpload.swept(now), BATCH);
      batch.forEach(this::drop);
      swept += batch.size();
    } while (batch.size() == BATCH);
    return swept;
  }

  /** The row goes last: it is what remembers the object. */
  void drop(FileUpload upload) {
    if (upload.partsId() != null) {
      objects.abortParts(upload.uri(), upload.partsId());
    }
    objects.delete(upload.uri());
    files.forget(upload.id());
  }

  /** Like {@link #drop}; what does not work now is left for the next sweep. */
  void tryDrop(FileUpload upload) {
    try {
      drop(upload);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "an object is left for the next sweep: {0}", e.getMessage());
    }
  }
}
