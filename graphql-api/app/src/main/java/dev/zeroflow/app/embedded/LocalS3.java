package dev.zeroflow.app.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/**
 * An S3 of its own for a server, with the objects as files in {@code <data>/objects}. It listens on
 * the loopback interface only, takes requests signed with its keys (version 4), and wants buckets
 * in the path.
 */
public final class LocalS3 implements AutoCloseable {
  private static final int MAX_THREADS = 64;

  /** A longer stop always waits its whole time for connections that clients keep open. */
  private static final long STOP_MILLIS = 0;

  private final S3Proxy server;
  private final URI endpoint;
  private final String accessKey;
  private final String secretKey;

  private LocalS3(S3Proxy server, URI endpoint, String accessKey, String secretKey) {
    this.server = server;
    this.endpoint = endpoint;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /**
   * Starts the server and makes the buckets that are not there yet.
   *
   * @param buckets every bucket that should exist
   * @param watched buckets whose new objects the notifier hears of
   * @param clock time of the events
   * @throws StartupException if it does not start
   */
  public static LocalS3 start(
      DataDirectory data,
      Set<String> buckets,
      Set<String> watched,
      BucketNotifier notifier,
      InstantSource clock) {
    Path objects = data.folder("objects");
    String accessKey = data.token("s3-access-key");
    String secretKey = data.token("s3-secret-key");
    try {
      BlobStore files = new FilesystemNio2BlobStore(objects.toString());
      buckets.forEach(bucket -> make(files, bucket));
      URI endpoint = URI.create("http://127.0.0.1:" + data.rememberedPort("s3"));
      S3Proxy server =
          S3Proxy.builder()
              .blobStore(new NotifyingBlobStore(files, watched, notifier, clock))
              .endpoint(endpoint)
              .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
              .jettyMaxThreads(MAX_THREADS)
              .stopTimeout(STOP_MILLIS)
              .build();
      server.start();
      return new LocalS3(server, endpoint, accessKey, secretKey);
    } catch (Exception e) {
      throw new StartupException("the embedded S3 does not start on " + objects + ": " + e, e);
    }
  }

  /** Address for clients, without a bucket. */
  public URI endpoint() {
    return endpoint;
  }

  /** The region that clients sign for. */
  public String region() {
    return "us-east-1";
  }

  public String accessKey() {
    return accessKey;
  }

  public String secretKey() {
    return secretKey;
  }

  /** Stops at once: an upload that runs is cut and leaves no object. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      System.getLogger(LocalS3.class.getName())
          .log(System.Logger.Level.WARNING, "the embedded S3 did not stop cleanly", e);
    }
  }

  private static void make(BlobStore files, String bucket) {
    boolean exists = files.list().buckets().stream().anyMatch(b -> b.name().equals(bucket));
    if (!exists) {
      files.createContainer(CreateBucketRequest.builder().bucket(bucket).build());
    }
  }
}
