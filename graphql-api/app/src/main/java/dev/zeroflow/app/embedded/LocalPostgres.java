package dev.zeroflow.app.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Postgres of its own for a server, with its data in {@code <data>/postgres}. It listens on the
 * loopback interface only, asks for a password, and ends with the server, however that ends.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final String MAJOR_VERSION = "18";
  private static final String ADMIN = "postgres";
  private static final String NAME = "zeroflow";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Written once the database and its user exist; without it the folder holds nobody's data. */
  private static final String COMPLETE = "zeroflow-complete";

  /**
   * Durable, unlike the library's defaults, which are meant for tests; it also passes {@code -F}
   * (no fsync), which these come after. No workers for a statement: to start them takes longer than
   * most of ours, and others need the cores. Values without white space: they pass a shell.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "password_encryption", "scram-sha-256",
          "shared_buffers", "128MB",
          "max_parallel_workers_per_gather", "0",
          "max_connections", "100");

  /** A log file for each day of the week, so that it never grows without end. */
  private static final Map<String, String> LOGGING =
      Map.of(
          "logging_collector", "on",
          "log_directory", "log",
          "log_filename", "postgresql-%a.log",
          "log_truncate_on_rotation", "on",
          "log_rotation_age", "1d",
          "log_rotation_size", "0");

  private final EmbeddedPostgres postgres;
  private final PostgresWatchdog watchdog;
  private final String password;

  private LocalPostgres(EmbeddedPostgres postgres, PostgresWatchdog watchdog, String password) {
    this.postgres = postgres;
    this.watchdog = watchdog;
    this.password = password;
  }

  /**
   * Starts Postgres, first stopping one that a killed server left behind.
   *
   * @throws StartupException if another major version wrote its data, or it does not start
   */
  public static LocalPostgres start(DataDirectory data) {
    return start(data, Map.of());
  }

  /**
   * As above, with more settings.
   *
   * @param settings of Postgres by name, without white space
   */
  public static LocalPostgres start(DataDirectory data, Map<String, String> settings) {
    Path directory = data.path().resolve("postgres");
    String password = data.token("database-password");
    try {
      requireVersion(directory);
      Postmaster.stopOn(directory);
      discardIncomplete(directory);
      var watchdog = PostgresWatchdog.start(directory);
      try {
        var postgres = launch(data, directory, password, settings);
        return new LocalPostgres(postgres, watchdog, password);
      } catch (IOException | RuntimeException | SQLException e) {
        watchdog.close();
        Postmaster.stopOn(directory);
        throw e;
      }
    } catch (StartupException e) {
      throw e;
    } catch (Exception e) {
      throw new StartupException(
          "the embedded Postgres does not start, see "
              + data.path().resolve("postgres.log")
              + " and "
              + directory.resolve("log")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** JDBC address of the database, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + NAME;
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return postgres.getPort();
  }

  public String database() {
    return NAME;
  }

  /** Owner of the database; not a superuser. */
  public String user() {
    return NAME;
  }

  public String password() {
    return password;
  }

  /** Stops Postgres: open transactions are rolled back, committed ones are on disk. */
  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      System.getLogger(LocalPostgres.class.getName())
          .log(System.Logger.Level.WARNING, "Postgres did not stop cleanly", e);
    } finally {
      watchdog.close();
    }
  }

  private static EmbeddedPostgres launch(
      DataDirectory data, Path directory, String password, Map<String, String> settings)
      throws IOException, SQLException {
    // The library looks for stale folders of other programs below this one, and makes it writable
    // for all: it must lie where only we have access.
    Path programs = data.folder("postgres-programs");
    System.setProperty("ot.epg.working-dir", programs.toString());
    var log = ProcessBuilder.Redirect.appendTo(data.path().resolve("postgres.log").toFile());
    var builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(programs.toFile())
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(data.rememberedPort("postgres"))
            .setConnectConfig("password", password)
            .setPGStartupWait(START_LIMIT)
            .setOutputRedirector(log)
            .setErrorRedirector(log);
    SETTINGS.forEach(builder::setServerConfig);
    LOGGING.forEach(builder::setServerConfig);
    settings.forEach(builder::setServerConfig);
    EmbeddedPostgres postgres = builder.start();
    if (!Files.exists(directory.resolve(COMPLETE))) {
      complete(postgres, directory, password);
    }
    return postgres;
  }

  /** Makes the user and the database, and lets nobody in without the password from now on. */
  private static void complete(EmbeddedPostgres postgres, Path directory, String password)
      throws IOException, SQLException {
    try (Connection connection = postgres.getDatabase(ADMIN, "postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE " + ADMIN + " PASSWORD '" + password + "'");
      statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
      statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      Files.writeString(
          directory.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      statement.execute("SELECT pg_reload_conf()");
    }
    Files.createFile(directory.resolve(COMPLETE));
  }

  private static void requireVersion(Path directory) throws IOException {
    Path file = directory.resolve("PG_VERSION");
    if (!Files.exists(file)) {
      return;
    }
    String found = Files.readString(file).strip();
    if (!found.isEmpty() && !found.equals(MAJOR_VERSION)) {
      throw new StartupException(
          directory
              + " was written by Postgres "
              + found
              + " and this server brings Postgres "
              + MAJOR_VERSION
              + ": dump it with the older server and restore it, or choose another directory");
    }
  }

  /** Makes room for a fresh database if the first start was cut short. */
  private static void discardIncomplete(Path directory) throws IOException {
    if (!Files.isDirectory(directory) || Files.exists(directory.resolve(COMPLETE))) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
