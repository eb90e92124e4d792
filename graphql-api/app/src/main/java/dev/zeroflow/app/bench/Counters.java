package dev.zeroflow.app.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.zeroflow.app.embedded.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the work has cost so far. CPU times are those of whole processes: of this one, which holds
 * the scheduler; of the Postgres with all its children; and of the functions.
 *
 * @param commits transactions of several statements that were committed
 * @param statements statements of the store
 * @param walBytes bytes of the log of Postgres
 * @param serverCpuMillis of this process
 * @param postgresCpuMillis of Postgres
 * @param functionCpuMillis of the functions
 */
record Counters(
    long commits,
    long statements,
    long walBytes,
    double serverCpuMillis,
    double postgresCpuMillis,
    double functionCpuMillis) {
  private static final String STATEMENTS = "SELECT sum(calls)::bigint FROM pg_stat_statements";
  private static final String COMMITS =
      "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements WHERE query = 'COMMIT'";
  private static final String WAL =
      "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";
  private static final double TICK_MILLIS = 10;
  private static final int UTIME = 11;

  static Counters read(LocalPostgres postgres, Path folder) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ProcessHandle server = postmaster(folder);
    return new Counters(
        number(postgres, COMMITS),
        number(postgres, STATEMENTS),
        number(postgres, WAL),
        system.getProcessCpuTime() / 1e6,
        cpuMillis(Stream.of(server)),
        cpuMillis(ProcessHandle.current().children().filter(child -> !child.equals(server))));
  }

  /** What was added since. */
  Counters since(Counters before) {
    return new Counters(
        commits - before.commits,
        statements - before.statements,
        walBytes - before.walBytes,
        serverCpuMillis - before.serverCpuMillis,
        postgresCpuMillis - before.postgresCpuMillis,
        functionCpuMillis - before.functionCpuMillis);
  }

  /** Figures for one step. */
  Map<String, Object> perStep(long steps) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("commits", Figures.rounded((double) commits / steps));
    figures.put("statements", Figures.rounded((double) statements / steps));
    figures.put("walBytes", Math.round((double) walBytes / steps));
    figures.put("serverCpuMillis", Figures.rounded(serverCpuMillis / steps));
    figures.put("postgresCpuMillis", Figures.rounded(postgresCpuMillis / steps));
    figures.put("functionCpuMillis", Figures.rounded(functionCpuMillis / steps));
    return figures;
  }

  private static ProcessHandle postmaster(Path folder) {
    try {
      Path file = folder.resolve("postgres").resolve("postmaster.pid");
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Time of the processes and of all below them, those that have ended included. */
  private static double cpuMillis(Stream<ProcessHandle> processes) {
    return processes
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .mapToDouble(process -> cpuMillis(process.pid()))
        .sum();
  }

  private static double cpuMillis(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = UTIME; i < UTIME + 4; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks * TICK_MILLIS;
    } catch (IOException e) {
      return 0;
    }
  }

  private static long number(LocalPostgres postgres, String query) {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), "postgres", postgres.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
