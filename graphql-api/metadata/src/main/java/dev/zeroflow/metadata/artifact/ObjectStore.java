package dev.zeroflow.metadata.artifact;

import java.time.Duration;
import java.util.Optional;

/**
 * Holds the bytes of artifacts. Blocking, safe for use by many threads, meant for virtual threads.
 *
 * <p>Addresses are {@code s3://bucket/key} and made by the server, never by a function. Every
 * method throws {@link ObjectStoreException} if the store refuses or cannot be reached.
 */
public interface ObjectStore {
  /** A URL that reads the object for this long; whoever knows it can read, so it is not logged. */
  String presignGet(String uri, Duration ttl);

  /**
   * A URL that stores exactly these bytes under the address for this long.
   *
   * @param size bytes that will be sent
   * @param sha256Hex sha256 of the bytes, 64 hexadecimal digits
   * @param contentType media type that will be sent
   */
  PresignedPut presignPut(
      String uri, long size, String sha256Hex, String contentType, Duration ttl);

  /** What is stored under the address, if anything. */
  Optional<ObjectInfo> head(String uri);

  /** Stores the bytes, in place of what was there. */
  void put(String uri, byte[] bytes, String contentType);

  /**
   * Reads a whole object.
   *
   * @throws ObjectStoreException with NOT_FOUND, or with TOO_LARGE if it has more bytes than asked
   *     for
   */
  byte[] get(String uri, int maxBytes);
}
