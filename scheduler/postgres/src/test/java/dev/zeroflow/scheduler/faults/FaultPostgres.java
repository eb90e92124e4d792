package dev.zeroflow.scheduler.faults;

import dev.zeroflow.scheduler.postgres.SchedulingSchema;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A durable Postgres that can be stopped, killed and started again on the same port. */
final class FaultPostgres implements AutoCloseable {
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");
  private static final int TRIES = 40;

  private final Path data;
  private final int port;
  private EmbeddedPostgres postgres;

  private FaultPostgres(Path data, int port) {
    this.data = data;
    this.port = port;
    this.postgres = launch();
  }

  static FaultPostgres start() {
    try {
      Path data = Files.createTempDirectory("zeroflow-faults");
      var started = new FaultPostgres(data.resolve("data"), freePort());
      SchedulingSchema.migrate(started.jdbcUrl(), "postgres", "postgres");
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  Pool pool(Vertx vertx, int connections) {
    return pool(vertx, port, connections);
  }

  static Pool pool(Vertx vertx, int port, int connections) {
    var options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setDatabase("postgres")
            .setUser("postgres")
            .setPassword("postgres")
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .connectingTo(options)
        .with(new PoolOptions().setMaxSize(connections).setConnectionTimeout(5))
        .using(vertx)
        .build();
  }

  /** Stops it in good order; open transactions are rolled back. */
  void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it and everything below it in the middle of what it does. */
  void kill() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> all =
          Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().join());
      forget();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library still holds its lock; that there is nothing left to stop is no news. */
  private void forget() {
    try {
      postgres.close();
    } catch (IOException | RuntimeException e) {
      System.getLogger(FaultPostgres.class.getName())
          .log(System.Logger.Level.DEBUG, "killed before: {0}", e.getMessage());
    }
  }

  void startAgain() {
    postgres = launch();
  }

  private EmbeddedPostgres launch() {
    IOException last = new IOException("not tried");
    for (int i = 0; i < TRIES; i++) {
      try {
        var builder =
            EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(true)
                .setPort(port)
                .setPGStartupWait(Duration.ofMinutes(1));
        DURABLE.forEach(builder::setServerConfig);
        return builder.start();
      } catch (IOException e) {
        last = e;
        Waits.pause(Duration.ofMillis(250));
      }
    }
    throw new UncheckedIOException(last);
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The columns of every row as text. */
  List<List<String>> rows(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      int columns = found.getMetaData().getColumnCount();
      var rows = new ArrayList<List<String>>();
      while (found.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  String value(String sql) {
    return rows(sql).getFirst().getFirst();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
  }

  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(data.getParent())) {
      files.sorted(Comparator.reverseOrder()).forEach(FaultPostgres::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
