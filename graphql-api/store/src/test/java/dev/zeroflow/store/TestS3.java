package dev.zeroflow.store;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** An S3 service with the bucket {@code zeroflow}, and the store that speaks to it. */
final class TestS3 implements AutoCloseable {
  private final S3Proxy server;
  private final S3ObjectStore store;

  TestS3(Path folder) {
    try {
      var files = new FilesystemNio2BlobStore(folder.toString());
      files.createContainer(CreateBucketRequest.builder().bucket("zeroflow").build());
      server =
          S3Proxy.builder()
              .blobStore(files)
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, "access", "secret")
              .stopTimeout(0)
              .build();
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 service does not start", e);
    }
    URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    store = new S3ObjectStore(new S3Settings(endpoint, "us-east-1", "access", "secret"));
  }

  S3ObjectStore store() {
    return store;
  }

  /** Nothing listens at its address any more. */
  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 service does not stop", e);
    }
  }

  @Override
  public void close() {
    store.close();
    stop();
  }
}
