package dev.zeroflow.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * A tracking server that is measured.
 *
 * @param database where it keeps its rows
 * @param statements condition on pg_stat_statements for what it does for its clients
 */
record TrackingSide(String name, int port, String database, String statements) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static TrackingSide ours(int port) {
    return new TrackingSide("zeroflow", port, "zeroflow", "query LIKE '%metadata.%'");
  }

  static TrackingSide theirs(int port) {
    return new TrackingSide("mlflow", port, "mlflow", "query !~* '^(BEGIN|COMMIT|ROLLBACK)'");
  }

  boolean isOurs() {
    return name.equals("zeroflow");
  }

  /** The answer to one request. */
  JsonNode ask(RequestTemplate request) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      return JSON.readTree(connection.exchange(request.of(0)));
    }
  }

  /** Makes an experiment and returns its number. */
  String experiment(String named) throws IOException {
    String body = "{\"name\": \"%s\"}".formatted(named);
    return ask(RequestTemplate.post("/api/2.0/mlflow/experiments/create", body, 1))
        .path("experiment_id")
        .asText();
  }

  /** Makes a run and returns its id. */
  String run(String experiment) throws IOException {
    return ask(TrackingRequests.create(experiment))
        .path("run")
        .path("info")
        .path("run_id")
        .asText();
  }

  /** Statements so far. */
  long statements(BenchDatabase postgres) throws IOException {
    return postgres.number(
        database,
        """
        SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements
         WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND %s
        """
            .formatted(statements));
  }
}
