package dev.zeroflow.app.server;

import dev.zeroflow.app.embedded.DataDirectory;
import dev.zeroflow.app.embedded.HttpBucketNotifier;
import dev.zeroflow.app.embedded.LocalPostgres;
import dev.zeroflow.app.embedded.LocalS3;
import dev.zeroflow.app.embedded.StartupException;
import dev.zeroflow.scheduler.postgres.SchedulingSchema;
import dev.zeroflow.store.MetadataSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;

/**
 * What the server stands on when nothing else is configured: a data directory with Postgres and S3
 * in it. Their addresses reach the server as configuration, in the same words as those of external
 * ones.
 */
final class EmbeddedParts implements AutoCloseable {
  private static final String ARTIFACTS = "zeroflow-artifacts";
  private static final String UPLOADS = "datasets";
  private static final String DEFAULT_PORT = "8080";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private EmbeddedParts() {}

  /**
   * Starts the parts.
   *
   * @throws StartupException with a sentence for the user; whatever had started is closed then
   */
  static EmbeddedParts start() {
    var embedded = new EmbeddedParts();
    try {
      embedded.startAll();
      return embedded;
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  private void startAll() {
    int port = Integer.parseInt(System.getProperty("quarkus.http.port", DEFAULT_PORT));
    requireFree(port);
    DataDirectory data = opened(DataDirectory.open(Path.of(required("zeroflow.data"))));
    System.setProperty("zeroflow.data", data.path().toString());
    System.setProperty("zeroflow.secret-key", data.token("server-key"));
    System.setProperty("zeroflow.events-token", data.token("events-token"));
    startPostgres(data);
    startS3(data, port);
  }

  private void startPostgres(DataDirectory data) {
    LocalPostgres postgres = opened(LocalPostgres.start(data));
    migrate(data, postgres);
    System.setProperty(
        "quarkus.datasource.reactive.url",
        "postgresql://%s:%d/%s".formatted(postgres.host(), postgres.port(), postgres.database()));
    System.setProperty("quarkus.datasource.username", postgres.user());
    System.setProperty("quarkus.datasource.password", postgres.password());
  }

  private static void migrate(DataDirectory data, LocalPostgres postgres) {
    try {
      SchedulingSchema.migrate(postgres.jdbcUrl(), postgres.user(), postgres.password());
      MetadataSchema.migrate(postgres.jdbcUrl(), postgres.user(), postgres.password());
    } catch (FlywayException e) {
      throw new StartupException(
          "the database in %s does not fit this version: start the version that wrote it, or choose another directory with --data (%s)"
              .formatted(
                  data.path(), String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private void startS3(DataDirectory data, int port) {
    URI ingress = URI.create("http://127.0.0.1:" + port + "/api/v1/events/s3");
    HttpBucketNotifier notifier =
        opened(new HttpBucketNotifier(ingress, data.token("events-token")));
    LocalS3 s3 =
        opened(
            LocalS3.start(
                data,
                Set.of(ARTIFACTS, UPLOADS),
                Set.of(UPLOADS),
                notifier,
                InstantSource.system()));
    System.setProperty("zeroflow.s3.endpoint", s3.endpoint().toString());
    System.setProperty("zeroflow.s3.region", s3.region());
    System.setProperty("zeroflow.s3.access-key", s3.accessKey());
    System.setProperty("zeroflow.s3.secret-key", s3.secretKey());
    System.setProperty("zeroflow.s3.artifacts", ARTIFACTS);
    System.setProperty("zeroflow.s3.uploads", UPLOADS);
  }

  /** Before anything else is started: the server itself would find out last. */
  private static void requireFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assert socket.isBound();
    } catch (IOException e) {
      throw new StartupException(
          "port %d is in use: stop the program that has it, or choose another with --port"
              .formatted(port),
          e);
    }
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new StartupException(
          "-D" + property + " is not given: start the server with ./zeroflow up");
    }
    return value;
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.err.println("zeroflow: a part did not stop cleanly: " + e.getMessage());
      }
    }
  }
}
