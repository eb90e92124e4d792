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
 * What the server stands on: a data directory, and Postgres and S3 in it unless external ones are
 * configured. The addresses of either reach the server as configuration, in the same words.
 */
final class EmbeddedParts implements AutoCloseable {
  private static final String ARTIFACTS = "zeroflow-artifacts";
  private static final String UPLOADS = "datasets";
  private static final String DEFAULT_PORT = "8080";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final StartSettings settings;

  private EmbeddedParts(StartSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts the parts.
   *
   * @throws StartupException with a sentence for the user; whatever had started is closed then
   */
  static EmbeddedParts start() {
    var embedded = new EmbeddedParts(StartSettings.ofThisProcess());
    try {
      embedded.startAll();
      return embedded;
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  private void startAll() {
    settings.check();
    int port = Integer.parseInt(settings.find("quarkus.http.port").orElse(DEFAULT_PORT));
    requireFree(port);
    DataDirectory data = opened(DataDirectory.open(Path.of(required("zeroflow.data"))));
    System.setProperty("zeroflow.data", data.path().toString());
    makeUnlessSet(StartSettings.SECRET_KEY, data, "server-key");
    makeUnlessSet(StartSettings.EVENTS_TOKEN, data, "events-token");
    settings
        .find(StartSettings.POSTGRES_URL)
        .ifPresentOrElse(url -> usePostgres(PostgresAddress.parse(url)), () -> startPostgres(data));
    if (settings.find(StartSettings.S3_ENDPOINT).isEmpty()) {
      startS3(data, port);
    }
  }

  private void makeUnlessSet(String property, DataDirectory data, String secret) {
    if (settings.find(property).isEmpty()) {
      System.setProperty(property, data.token(secret));
    }
  }

  private static void usePostgres(PostgresAddress postgres) {
    migrate("the database of " + StartSettings.POSTGRES_URL, postgres);
    use(postgres);
  }

  private static void use(PostgresAddress postgres) {
    System.setProperty("quarkus.datasource.reactive.url", postgres.reactiveUrl());
    System.setProperty("quarkus.datasource.username", postgres.user());
    System.setProperty("quarkus.datasource.password", postgres.password());
    // Without a certificate to compare with, every certificate is as good.
    System.setProperty("quarkus.datasource.reactive.trust-all", "true");
  }

  private void startPostgres(DataDirectory data) {
    LocalPostgres local = opened(LocalPostgres.start(data));
    String place = "%s:%d/%s".formatted(local.host(), local.port(), local.database());
    var postgres = new PostgresAddress(place, "disable", local.user(), local.password());
    migrate("the database in %s".formatted(data.path()), postgres);
    use(postgres);
  }

  private static void migrate(String database, PostgresAddress postgres) {
    try {
      SchedulingSchema.migrate(postgres.jdbcUrl(), postgres.user(), postgres.password());
      MetadataSchema.migrate(postgres.jdbcUrl(), postgres.user(), postgres.password());
    } catch (FlywayException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new StartupException(
          "%s is not reached, or does not fit this version: start the version that wrote it, or choose another with --data (%s)"
              .formatted(database, first),
          e);
    }
  }

  private void startS3(DataDirectory data, int port) {
    URI ingress = URI.create("http://127.0.0.1:" + port + "/api/v1/events/s3");
    HttpBucketNotifier notifier =
        opened(
            new HttpBucketNotifier(
                ingress, settings.find(StartSettings.EVENTS_TOKEN).orElseThrow()));
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

  private String required(String property) {
    return settings
        .find(property)
        .orElseThrow(
            () ->
                new StartupException(
                    "-D" + property + " is not given: start the server with ./zeroflow up"));
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
