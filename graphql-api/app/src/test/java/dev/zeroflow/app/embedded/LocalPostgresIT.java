package dev.zeroflow.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  @TempDir private Path parent;

  /** With a space: the path passes several shells. */
  private Path temporary;

  @BeforeEach
  void chooseDirectory() {
    temporary = parent.resolve("my data");
  }

  @Test
  void dataAndAddressSurviveARestart() throws Exception {
    int port;
    try (var data = DataDirectory.open(temporary);
        var postgres = LocalPostgres.start(data)) {
      port = postgres.port();
      query(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
    }

    try (var data = DataDirectory.open(temporary);
        var postgres = LocalPostgres.start(data)) {
      assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
      assertThat(postgres.port()).isEqualTo(port);
    }
    assertThat(Postmaster.runningOn(temporary.resolve("postgres"))).isEmpty();
  }

  @Test
  void itIsDurableAndListensOnTheLoopbackInterfaceOnly() throws Exception {
    try (var data = DataDirectory.open(temporary);
        var postgres = LocalPostgres.start(data)) {
      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(postgres, "SHOW max_connections")).isEqualTo("100");
      assertThat(query(postgres, "SHOW server_version")).startsWith("18");
      assertThat(query(postgres, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      assertThat(temporary.resolve("postgres").resolve("log")).isNotEmptyDirectory();
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    try (var data = DataDirectory.open(temporary);
        var postgres = LocalPostgres.start(data)) {
      for (String user : new String[] {postgres.user(), "postgres"}) {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, "guess"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
    }
  }

  @Test
  void aKilledServerLeavesNoPostgresBehindAndTheNextOneFindsItsData() throws Exception {
    var server = startOwner();
    Path directory = temporary.resolve("postgres");
    long postmaster = Postmaster.runningOn(directory).orElseThrow().pid();

    server.destroyForcibly().waitFor();
    eventually(pid -> ProcessHandle.of(pid).isEmpty(), postmaster);

    try (var data = DataDirectory.open(temporary);
        var postgres = LocalPostgres.start(data)) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aPostgresThatWasLeftBehindIsStoppedFirst() throws Exception {
    var server = startOwner();
    Path directory = temporary.resolve("postgres");
    var watchdog =
        server.children().filter(child -> child.isAlive() && isWatchdog(child)).findAny();
    watchdog.orElseThrow().destroyForcibly();
    server.destroyForcibly().waitFor();
    long left = Postmaster.runningOn(directory).orElseThrow().pid();

    try (var data = DataDirectory.open(temporary);
        var postgres = LocalPostgres.start(data)) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(Postmaster.runningOn(directory).orElseThrow().pid()).isNotEqualTo(left);
    }
    assertThat(ProcessHandle.of(left)).isEmpty();
  }

  @Test
  void aFirstStartThatWasCutShortBeginsAnew() throws Exception {
    DataDirectory.open(temporary).close();
    Path directory = Files.createDirectories(temporary.resolve("postgres"));
    Files.writeString(directory.resolve("PG_VERSION"), "18\n");

    try (var data = DataDirectory.open(temporary);
        var postgres = LocalPostgres.start(data)) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void dataOfAnotherMajorVersionIsRefusedAndKept() throws Exception {
    DataDirectory.open(temporary).close();
    Path directory = Files.createDirectories(temporary.resolve("postgres"));
    Files.writeString(directory.resolve("PG_VERSION"), "15\n");

    try (var data = DataDirectory.open(temporary)) {
      assertThatThrownBy(() -> LocalPostgres.start(data))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("written by Postgres 15")
          .hasMessageContaining("brings Postgres 18");
    }
    assertThat(directory.resolve("PG_VERSION")).exists();
  }

  @Test
  void aProcessIdOfSomebodyElseIsNotTakenForPostgres() throws Exception {
    DataDirectory.open(temporary).close();
    Path directory = Files.createDirectories(temporary.resolve("postgres"));
    String ours = Long.toString(ProcessHandle.current().pid());
    Files.writeString(directory.resolve("postmaster.pid"), ours + "\n" + directory + "\n");

    assertThat(Postmaster.runningOn(directory)).isEmpty();
    Postmaster.stopOn(directory);
  }

  private Process startOwner() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var server =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                KilledPostgresOwner.class.getName(),
                temporary.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line = server.inputReader().lines().filter(l -> l.startsWith("ready")).findFirst().get();
    assertThat(line).startsWith("ready on ");
    return server;
  }

  private static boolean isWatchdog(ProcessHandle child) {
    return child.info().commandLine().orElse("").contains("watchdog");
  }

  private static String query(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static void eventually(Predicate<Long> condition, long value) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.test(value)) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
