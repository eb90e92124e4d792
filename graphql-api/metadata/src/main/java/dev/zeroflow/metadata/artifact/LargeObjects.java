package dev.zeroflow.metadata.artifact;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * Moves objects of any size: bytes pass through and are never held. Blocking, safe for use by many
 * threads, meant for virtual threads.
 *
 * <p>Addresses and failures are as in {@link ObjectStore}. An upload in parts is an object only
 * when it is completed; parts count from 1, and all but the last have at least 5 MiB.
 */
public interface LargeObjects {
  /**
   * A part that was stored.
   *
   * @param etag as the object store named it
   */
  record Part(int number, String etag) {}

  /**
   * Stores bytes, in place of what was there. Nothing is stored if the bytes end early.
   *
   * @param size bytes that come, at most 5 GiB
   */
  void put(String uri, InputStream bytes, long size);

  /**
   * Opens a part of an object; to be closed by the caller.
   *
   * @param from first byte, counted from 0
   * @param length bytes; not more than there are from there on
   */
  InputStream open(String uri, long from, long length);

  /** Deletes an object, if it is there. */
  void delete(String uri);

  /** Begins an upload in parts; returns the name that the store gave it. */
  String beginParts(String uri);

  /** Stores a part of the upload. */
  Part putPart(String uri, String partsId, int number, InputStream bytes, long size);

  /** A URL that stores a part of the upload by one PUT, for this long. */
  String presignPart(String uri, String partsId, int number, Duration ttl);

  /**
   * Makes the object of the parts.
   *
   * @throws ObjectStoreException with NOT_FOUND if there is no such upload, maybe because it is
   *     completed; with REFUSED if the parts are not as they were stored
   */
  void completeParts(String uri, String partsId, List<Part> parts);

  /** Drops an upload in parts, if it is there. */
  void abortParts(String uri, String partsId);
}
