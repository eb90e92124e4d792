package dev.zeroflow.app.mlflow;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** An S3 service on a folder of its own. */
public final class FilesS3 implements QuarkusTestResourceLifecycleManager {
  private S3Proxy server;

  @Override
  public Map<String, String> start() {
    try {
      var folder = Files.createTempDirectory("files-s3");
      var objects = new FilesystemNio2BlobStore(folder.toString());
      objects.createContainer(CreateBucketRequest.builder().bucket("zeroflow-artifacts").build());
      server =
          S3Proxy.builder()
              .blobStore(objects)
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, "access", "secret")
              .stopTimeout(0)
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the S3 service does not start", e);
    }
    return Map.of(
        "zeroflow.s3.endpoint", "http://127.0.0.1:" + server.getPort(),
        "zeroflow.s3.access-key", "access",
        "zeroflow.s3.secret-key", "secret");
  }

  @Override
  public void stop() {
    try {
      if (server != null) {
        server.stop();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the S3 service does not stop", e);
    }
  }
}
