package dev.zeroflow.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The Postgres of a server's data directory, as its administrator. */
record BenchDatabase(int port, String password) {
  private static final int PORT_LINE = 3;

  static BenchDatabase of(Path data) throws IOException {
    var lines = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
    String password = Files.readString(data.resolve("secrets").resolve("database-password"));
    return new BenchDatabase(Integer.parseInt(lines.get(PORT_LINE).strip()), password.strip());
  }

  void run(String database, String... statements) throws IOException {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** The number that a query finds. */
  long number(String database, String query) throws IOException {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private Connection open(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", password);
  }
}
