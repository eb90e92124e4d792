package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.ObjectUri;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects of any size on S3. Nobody is to run what a client has stored, so every object says that
 * it is nothing but bytes.
 */
final class S3LargeObjects implements LargeObjects {
  private static final String BYTES = "application/octet-stream";

  /** Most bytes of a body that is held in memory. */
  private static final int REPEATABLE = 256 << 10;

  private final S3Client client;
  private final S3Presigner presigner;

  S3LargeObjects(S3Client client, S3Presigner presigner) {
    this.client = client;
    this.presigner = presigner;
  }

  @Override
  public void put(String uri, InputStream bytes, long size) {
    ObjectUri object = ObjectUri.parse(uri);
    RequestBody body = body(uri, bytes, size);
    S3ObjectStore.asking(
        uri,
        () ->
            client.putObject(
                it -> it.bucket(object.bucket()).key(object.key()).contentType(BYTES), body));
  }

  /**
   * What little there is can be sent again, e.g. when the store has just closed the connection that
   * was kept; large bodies are not held in memory.
   */
  private static RequestBody body(String uri, InputStream bytes, long size) {
    return size > REPEATABLE
        ? once(bytes, size)
        : S3ObjectStore.askingOnce(uri, () -> RequestBody.fromBytes(all(bytes, (int) size)));
  }

  private static byte[] all(InputStream bytes, int size) {
    try {
      byte[] all = bytes.readNBytes(size);
      if (all.length < size) {
        throw new EOFException("%d bytes came instead of %d".formatted(all.length, size));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stream that comes from elsewhere cannot be read again when a request is tried again. */
  private static RequestBody once(InputStream bytes, long size) {
    AtomicBoolean begun = new AtomicBoolean();
    ContentStreamProvider provider =
        () -> {
          if (begun.getAndSet(true)) {
            throw SdkClientException.create("the request broke off, and its bytes are gone");
          }
          return bytes;
        };
    return RequestBody.fromContentProvider(provider, size, BYTES);
  }

  @Override
  public InputStream open(String uri, long from, long length) {
    ObjectUri object = ObjectUri.parse(uri);
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    String range = "bytes=%d-%d".formatted(from, from + length - 1);
    return S3ObjectStore.asking(
        uri,
        () -> client.getObject(it -> it.bucket(object.bucket()).key(object.key()).range(range)));
  }

  @Override
  public void delete(String uri) {
    ObjectUri object = ObjectUri.parse(uri);
    S3ObjectStore.asking(
        uri, () -> client.deleteObject(it -> it.bucket(object.bucket()).key(object.key())));
  }

  @Override
  public String beginParts(String uri) {
    ObjectUri object = ObjectUri.parse(uri);
    return S3ObjectStore.asking(
        uri,
        () ->
            client
                .createMultipartUpload(
                    it -> it.bucket(object.bucket()).key(object.key()).contentType(BYTES))
                .uploadId());
  }

  @Override
  public Part putPart(String uri, String partsId, int number, InputStream bytes, long size) {
    ObjectUri object = ObjectUri.parse(uri);
    RequestBody body = body(uri, bytes, size);
    return S3ObjectStore.asking(
        uri,
        () -> {
          var stored =
              client.uploadPart(
                  it ->
                      it.bucket(object.bucket())
                          .key(object.key())
                          .uploadId(partsId)
                          .partNumber(number),
                  body);
          return new Part(number, stored.eTag());
        });
  }

  @Override
  public String presignPart(String uri, String partsId, int number, Duration ttl) {
    ObjectUri object = ObjectUri.parse(uri);
    return S3ObjectStore.asking(
        uri,
        () ->
            presigner
                .presignUploadPart(
                    presign ->
                        presign
                            .signatureDuration(ttl)
                            .uploadPartRequest(
                                it ->
                                    it.bucket(object.bucket())
                                        .key(object.key())
                                        .uploadId(partsId)
                                        .partNumber(number)))
                .url()
                .toString());
  }

  @Override
  public void completeParts(String uri, String partsId, List<Part> parts) {
    ObjectUri object = ObjectUri.parse(uri);
    List<CompletedPart> completed =
        parts.stream()
            .map(it -> CompletedPart.builder().partNumber(it.number()).eTag(it.etag()).build())
            .toList();
    // A second time there would be no such upload.
    S3ObjectStore.askingOnce(
        uri,
        () ->
            client.completeMultipartUpload(
                it ->
                    it.bucket(object.bucket())
                        .key(object.key())
                        .uploadId(partsId)
                        .multipartUpload(all -> all.parts(completed))));
  }

  @Override
  public void abortParts(String uri, String partsId) {
    ObjectUri object = ObjectUri.parse(uri);
    S3ObjectStore.ifThere(
        uri,
        () ->
            client.abortMultipartUpload(
                it -> it.bucket(object.bucket()).key(object.key()).uploadId(partsId)));
  }
}
