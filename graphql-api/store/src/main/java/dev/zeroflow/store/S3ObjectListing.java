package dev.zeroflow.store;

import dev.zeroflow.metadata.trigger.ObjectListing;
import dev.zeroflow.metadata.trigger.StoredObject;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists buckets of S3. */
final class S3ObjectListing implements ObjectListing {
  private final S3Client client;

  S3ObjectListing(S3Client client) {
    this.client = client;
  }

  @Override
  public Page list(String bucket, String prefix, String after, int max) {
    ListObjectsV2Response answer =
        S3ObjectStore.asking(
            "s3://" + bucket + "/" + prefix,
            () ->
                client.listObjectsV2(
                    it ->
                        it.bucket(bucket)
                            .prefix(prefix)
                            .startAfter(after.isEmpty() ? null : after)
                            .maxKeys(max)));
    return new Page(
        answer.contents().stream().map(S3ObjectListing::object).toList(),
        !Boolean.TRUE.equals(answer.isTruncated()));
  }

  private static StoredObject object(S3Object it) {
    String etag = it.eTag() == null ? "" : it.eTag().replace("\"", "");
    return new StoredObject(it.key(), it.size(), etag, it.lastModified());
  }
}
