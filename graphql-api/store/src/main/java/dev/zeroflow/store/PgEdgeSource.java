package dev.zeroflow.store;

import dev.zeroflow.metadata.lineage.EdgeSource;
import dev.zeroflow.metadata.lineage.ExecutionOrigin;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageEdge;
import dev.zeroflow.metadata.lineage.LineageNode;
import dev.zeroflow.metadata.lineage.LineageView;
import dev.zeroflow.metadata.lineage.Walk;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lineage of one project in Postgres: one statement per hop, one for the nodes. */
public final class PgEdgeSource implements EdgeSource {
  /** Looking back, an execution that ended later still ran. */
  private static final String NODES =
      """
      SELECT id, 'ARTIFACT' AS kind, name, type, uri, digest, NULL::uuid AS run_id,
        NULL AS task_path, NULL AS origin, NULL AS state, created_at
      FROM metadata.artifact
      WHERE project = $1 AND id = ANY ($2) AND ($3::timestamptz IS NULL OR created_at <= $3)
      UNION ALL
      SELECT id, 'EXECUTION', name, NULL, NULL, NULL, run_id, task_path,
        CASE WHEN outside THEN 'OUTSIDE_JOB' WHEN id = run_id AND task_path = 'run'
          THEN 'TRACKING_RUN' ELSE 'TASK' END,
        CASE WHEN finished_at > $3 THEN 'RUNNING' ELSE state END, started_at
      FROM metadata.execution
      WHERE project = $1 AND id = ANY ($2)
        AND ($3::timestamptz IS NULL OR coalesce(started_at, finished_at, $3) <= $3)
      UNION ALL
      SELECT id, 'MODEL_VERSION', model || ':' || version, NULL, NULL, NULL, run_id, task_path,
        NULL, NULL, created_at
      FROM metadata.model_version
      WHERE project = $1 AND id = ANY ($2) AND ($3::timestamptz IS NULL OR created_at <= $3)
      UNION ALL
      SELECT id, 'INFERENCE_SERVICE', name, NULL, NULL, digest, NULL, NULL, NULL, NULL,
        serving_since
      FROM metadata.inference_service
      WHERE project = $1 AND id = ANY ($2) AND ($3::timestamptz IS NULL OR serving_since <= $3)
      """;

  private final Database database;
  private final String project;
  private final LineageView view;

  public PgEdgeSource(Pool pool, String project, LineageView view) {
    this.database = new Database(pool);
    this.project = project;
    this.view = view;
  }

  @Override
  public List<LineageEdge> edges(Collection<UUID> frontier, Walk walk, int limit) {
    List<LineageEdge> edges = new ArrayList<>();
    database
        .run(EdgeSql.hop(view.mode(), walk), parameters(frontier).addInteger(limit))
        .forEach(row -> edges.add(edge(row)));
    return edges;
  }

  private static LineageEdge edge(Row row) {
    return new LineageEdge(
        row.getUUID("source"),
        row.getUUID("target"),
        LineageEdge.Role.valueOf(row.getString("role")),
        row.getString("slot"),
        row.getOffsetDateTime("at").toInstant());
  }

  @Override
  public List<LineageNode> nodes(Collection<UUID> ids) {
    List<LineageNode> nodes = new ArrayList<>();
    database.run(NODES, parameters(ids)).forEach(row -> nodes.add(node(row)));
    return nodes;
  }

  private static LineageNode node(Row row) {
    @Nullable String origin = row.getString("origin");
    @Nullable String state = row.getString("state");
    @Nullable OffsetDateTime createdAt = row.getOffsetDateTime("created_at");
    return new LineageNode(
        row.getUUID("id"),
        LineageNode.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("type"),
        row.getString("uri"),
        row.getString("digest"),
        row.getUUID("run_id"),
        row.getString("task_path"),
        origin == null ? null : ExecutionOrigin.valueOf(origin),
        state == null ? null : ExecutionState.valueOf(state),
        createdAt == null ? null : createdAt.toInstant());
  }

  private Tuple parameters(Collection<UUID> ids) {
    return Tuple.tuple()
        .addString(project)
        .addArrayOfUUID(ids.toArray(UUID[]::new))
        .addOffsetDateTime(Database.utcOrNull(view.asOf()));
  }
}
