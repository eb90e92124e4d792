package dev.zeroflow.app.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Tells a notifier of every object that is completed in a watched bucket. */
final class NotifyingBlobStore extends ForwardingBlobStore {
  /** S3Proxy's own notes about multipart uploads; it lets no client use or see such keys. */
  private static final String INTERNAL_KEYS = ".s3proxy-mpu-stub-";

  private final Set<String> watched;
  private final BucketNotifier notifier;
  private final InstantSource clock;
  private final Sequencer sequencer = new Sequencer();

  NotifyingBlobStore(
      BlobStore store, Set<String> watched, BucketNotifier notifier, InstantSource clock) {
    super(store);
    this.watched = Set.copyOf(watched);
    this.notifier = notifier;
    this.clock = clock;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    PutObjectResponse response = super.putBlob(request, payload);
    created(request.bucket(), request.key(), ObjectCreated.PUT);
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    created(request.destinationBucket(), request.destinationKey(), ObjectCreated.COPY);
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    String name = ObjectCreated.COMPLETE_MULTIPART_UPLOAD;
    created(upload.containerName(), upload.blobName(), name);
    return response;
  }

  private void created(String bucket, String key, String name) {
    if (!watched.contains(bucket) || key.startsWith(INTERNAL_KEYS)) {
      return;
    }
    HeadObjectResponse object =
        blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build());
    String etag = object.eTag() == null ? "" : object.eTag().replace("\"", "");
    Instant now = clock.instant();
    try {
      notifier.created(
          new ObjectCreated(
              bucket, key, object.contentLength(), etag, name, sequencer.next(now), now));
    } catch (IOException | RuntimeException e) {
      String message = "the object is stored, but its notification failed; send it again";
      throw new S3ProxyException(S3ErrorCode.INTERNAL_ERROR, message, e);
    }
  }
}
