package dev.zeroflow.metadata.file;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a client on their way: counted and digested, and remembered to have broken off. To end
 * early is to break off.
 */
final class DigestedStream extends InputStream {
  private final InputStream source;
  private final long size;
  private final MessageDigest sha256 = Digests.newSha256();
  private long count;
  private @Nullable IOException failure;

  /**
   * @param size bytes that must come
   */
  DigestedStream(InputStream source, long size) {
    this.source = source;
    this.size = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = source.read(bytes, offset, length);
      if (read > 0) {
        sha256.update(bytes, offset, read);
        count += read;
      }
      if (read < 0 && count < size) {
        throw new EOFException("the body ended early");
      }
      return read;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Digest of the bytes so far; to be asked for once. */
  String digest() {
    return Digests.sha256(sha256);
  }

  /** Whether it was the client that did not go on. */
  boolean isBroken() {
    return failure != null;
  }

  /** The refusal of a body that did not come in full. */
  MetadataException refusal() {
    return MetadataException.badInput(
        "the body broke off after %d of the %d bytes that were announced".formatted(count, size));
  }

  boolean isComplete() {
    return count == size;
  }
}
