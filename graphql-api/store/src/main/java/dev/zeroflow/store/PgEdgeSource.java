package dev.zeroflow.store;

import dev.zeroflow.metadata.lineage.EdgeSource;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageEdge;
import dev.zeroflow.metadata.lineage.LineageNode;
import dev.zeroflow.metadata.lineage.Walk;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lineage of one project in Postgres: one statement per hop, one for the nodes. */
public final class PgEdgeSource implements EdgeSource {
  private static final String UPSTREAM =
      """
      SELECT execution_id AS source, artifact_id AS target, 'OUTPUT' AS role
      FROM metadata.lineage_edge
      WHERE project = $1 AND direction = 'OUTPUT' AND artifact_id = ANY ($2)
      UNION
      SELECT artifact_id, execution_id, 'INPUT'
      FROM metadata.lineage_edge
      WHERE project = $1 AND direction = 'INPUT' AND execution_id = ANY ($2)
      UNION
      SELECT artifact_id, id, 'REGISTERED'
      FROM metadata.model_version
      WHERE project = $1 AND id = ANY ($2)
      ORDER BY role, source, target
      LIMIT $3
      """;

  private static final String DOWNSTREAM =
      """
      SELECT execution_id AS source, artifact_id AS target, 'OUTPUT' AS role
      FROM metadata.lineage_edge
      WHERE project = $1 AND direction = 'OUTPUT' AND execution_id = ANY ($2)
      UNION
      SELECT artifact_id, execution_id, 'INPUT'
      FROM metadata.lineage_edge
      WHERE project = $1 AND direction = 'INPUT' AND artifact_id = ANY ($2)
      UNION
      SELECT artifact_id, id, 'REGISTERED'
      FROM metadata.model_version
      WHERE project = $1 AND artifact_id = ANY ($2)
      ORDER BY role, source, target
      LIMIT $3
      """;

  private static final String NODES =
      """
      SELECT id, 'ARTIFACT' AS kind, name, type, uri, digest, NULL::uuid AS run_id,
        NULL AS task_path, NULL AS state, created_at
      FROM metadata.artifact WHERE project = $1 AND id = ANY ($2)
      UNION ALL
      SELECT id, 'EXECUTION', name, NULL, NULL, NULL, run_id, task_path, state, started_at
      FROM metadata.execution WHERE project = $1 AND id = ANY ($2)
      UNION ALL
      SELECT id, 'MODEL_VERSION', model || ':' || version, NULL, NULL, NULL, run_id, task_path,
        NULL, created_at
      FROM metadata.model_version WHERE project = $1 AND id = ANY ($2)
      """;

  private final Database database;
  private final String project;

  public PgEdgeSource(Pool pool, String project) {
    this.database = new Database(pool);
    this.project = project;
  }

  @Override
  public List<LineageEdge> edges(Collection<UUID> frontier, Walk walk, int limit) {
    String sql =
        switch (walk) {
          case UPSTREAM -> UPSTREAM;
          case DOWNSTREAM -> DOWNSTREAM;
        };
    List<LineageEdge> edges = new ArrayList<>();
    for (Row row : database.run(sql, parameters(frontier).addInteger(limit))) {
      edges.add(
          new LineageEdge(
              row.getUUID("source"),
              row.getUUID("target"),
              LineageEdge.Role.valueOf(row.getString("role"))));
    }
    return edges;
  }

  @Override
  public List<LineageNode> nodes(Collection<UUID> ids) {
    List<LineageNode> nodes = new ArrayList<>();
    database.run(NODES, parameters(ids)).forEach(row -> nodes.add(node(row)));
    return nodes;
  }

  private static LineageNode node(Row row) {
    @Nullable String state = row.getString("state");
    @Nullable OffsetDateTime createdAt = row.getOffsetDateTime("created_at");
    @Nullable Instant instant = createdAt == null ? null : createdAt.toInstant();
    return new LineageNode(
        row.getUUID("id"),
        LineageNode.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("type"),
        row.getString("uri"),
        row.getString("digest"),
        row.getUUID("run_id"),
        row.getString("task_path"),
        state == null ? null : ExecutionState.valueOf(state),
        instant);
  }

  private Tuple parameters(Collection<UUID> ids) {
    return Tuple.tuple().addString(project).addArrayOfUUID(ids.toArray(UUID[]::new));
  }
}
