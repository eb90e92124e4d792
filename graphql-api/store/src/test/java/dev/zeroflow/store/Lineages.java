package dev.zeroflow.store;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageFact.EdgeRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Facts with valid defaults. */
final class Lineages {
  private Lineages() {}

  static Artifact artifact(String project, String name) {
    return new Artifact(
        UUID.randomUUID(),
        project,
        name,
        "system.Dataset",
        "s3://zeroflow/" + name,
        Digests.sha256(name),
        name.length(),
        Map.of("rows", 42),
        PostgresTest.NOW);
  }

  static ExecutionRecorded execution(
      String project, UUID id, ExecutionState state, Instant finishedAt) {
    return new ExecutionRecorded(
        id,
        project,
        UUID.nameUUIDFromBytes(project.getBytes(StandardCharsets.UTF_8)),
        "train",
        "train",
        1,
        state,
        PostgresTest.NOW,
        finishedAt);
  }

  static EdgeRecorded edge(String project, UUID execution, Artifact artifact, Direction direction) {
    return new EdgeRecorded(
        project, execution, artifact.id(), direction, artifact.name(), PostgresTest.NOW);
  }

  static void write(SqlConnection connection, List<LineageFact> facts) {
    new PgLineageWriter().write((sql, values) -> Database.run(connection, sql, values), facts);
  }

  static void write(List<LineageFact> facts) {
    new Database(PostgresTest.POOL)
        .transaction(
            connection -> {
              write(connection, facts);
              return facts;
            });
  }
}
