package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.ObjectUri;
import java.io.InputStream;
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

  private final S3Client client;
  private final S3Presigner presigner;

  S3LargeObjects(S3Client client, S3Presigner presigner) {
    this.client = client;
    this.presigner = presigner;
  }

  @Override
  public void put(String uri, InputStream bytes, long size) {
    ObjectUri object = ObjectUri.parse(uri);
    S3ObjectStore.asking(
        uri,
        () ->
            client.putObject(
                it -> it.bucket(object.bucket()).key(object.key()).contentType(BYTES),
                once(bytes, size)));
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
                  once(bytes, size));
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
    S3ObjectStore.asking(
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
