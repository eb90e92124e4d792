package dev.zeroflow.metadata.trigger;

import java.util.List;

/** Lists buckets. Blocking, safe for use by many threads. */
public interface ObjectListing {
  /**
   * Some objects, in the order of their keys.
   *
   * @param isLast whether there are none behind them
   */
  record Page(List<StoredObject> objects, boolean isLast) {
    public Page {
      objects = List.copyOf(objects);
    }
  }

  /**
   * The objects behind a key.
   *
   * @param after empty for the first ones
   * @param max most objects of the page
   * @throws dev.zeroflow.metadata.artifact.ObjectStoreException if there is no such bucket, or the
   *     store does not answer
   */
  Page list(String bucket, String prefix, String after, int max);
}
