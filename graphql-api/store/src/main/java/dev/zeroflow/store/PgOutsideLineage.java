package dev.zeroflow.store;

import dev.zeroflow.metadata.outside.OutsideEvent;
import dev.zeroflow.metadata.outside.OutsideLineage;
import dev.zeroflow.metadata.outside.OutsideRows;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Outside jobs in the tables of the lineage. Every statement keeps the lesser or the greater of
 * what is there and what comes, so any order of events leads to the same rows.
 */
public final class PgOutsideLineage implements OutsideLineage {
  private static final String EXECUTION =
      """
      INSERT INTO metadata.execution AS known
        (id, project, run_id, task_path, name, attempt, state, started_at, finished_at, outside)
      VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, true)
      ON CONFLICT (id) DO UPDATE
        SET started_at = least(known.started_at, excluded.started_at),
          finished_at = greatest(known.finished_at, excluded.finished_at),
          state = CASE
            WHEN coalesce(excluded.finished_at, '-infinity') > coalesce(known.finished_at, '-infinity')
              THEN excluded.state
            WHEN excluded.finished_at = known.finished_at THEN greatest(excluded.state, known.state)
            WHEN known.state = 'NEW' THEN excluded.state
            ELSE known.state END
        WHERE known.project = excluded.project AND known.outside
      """;

  private static final String ARTIFACTS =
      """
      INSERT INTO metadata.artifact AS known
        (id, project, name, type, uri, digest, size, metadata, created_at, outside)
      SELECT id, $1, name, 'system.Dataset', uri, digest, 0, metadata::jsonb, $2, true
      FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
        AS fact (id, name, uri, digest, metadata)
      ON CONFLICT (id) DO UPDATE
        SET created_at = least(known.created_at, excluded.created_at),
          uri = CASE
            WHEN (known.uri LIKE 's3://%') = (excluded.uri LIKE 's3://%')
              THEN least(known.uri COLLATE "C", excluded.uri COLLATE "C")
            WHEN known.uri LIKE 's3://%' THEN known.uri
            ELSE excluded.uri END
        WHERE known.project = excluded.project AND known.outside
          AND (excluded.created_at < known.created_at OR excluded.uri <> known.uri)
      """;

  private static final String EDGES =
      """
      INSERT INTO metadata.lineage_edge AS known
        (project, execution_id, artifact_id, direction, slot, at)
      SELECT $1, $2, artifact_id, direction, slot, $3
      FROM unnest($4::uuid[], $5::text[], $6::text[]) AS fact (artifact_id, direction, slot)
      ORDER BY artifact_id, direction, slot
      ON CONFLICT (execution_id, direction, slot, artifact_id) DO UPDATE SET at = excluded.at
        WHERE excluded.at < known.at
      """;

  /** A node that has too many keeps those that it has, and their newer values. */
  private static final String FACETS =
      """
      INSERT INTO metadata.lineage_facet AS known (project, node_id, name, facet, at)
      SELECT $1, node_id, name, facet, $2
      FROM unnest($3::uuid[], $4::text[], $5::text[]) AS fact (node_id, name, facet)
      WHERE (SELECT count(*) FROM metadata.lineage_facet f WHERE f.node_id = fact.node_id) < $6
         OR EXISTS (SELECT FROM metadata.lineage_facet f
                     WHERE f.node_id = fact.node_id AND f.name = fact.name)
      ORDER BY node_id, name
      ON CONFLICT (node_id, name) DO UPDATE SET facet = excluded.facet, at = excluded.at
        WHERE known.project = excluded.project
          AND (excluded.at, excluded.facet COLLATE "C") > (known.at, known.facet COLLATE "C")
      """;

  private static final String FIND_FACETS =
      """
      SELECT name, facet, at FROM metadata.lineage_facet
      WHERE project = $1 AND node_id = $2 ORDER BY name LIMIT $3
      """;

  private record Said(UUID node, String name, String facet) {}

  private final Database database;

  public PgOutsideLineage(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void record(String project, OutsideEvent event) {
    OutsideRows rows = OutsideRows.of(project, event);
    database.transaction(
        connection -> {
          write(connection, project, event.at(), rows);
          return rows;
        });
  }

  private static void write(
      SqlConnection connection, String project, Instant at, OutsideRows rows) {
    OutsideRows.Execution execution = rows.execution();
    if (execution != null) {
      Database.run(connection, EXECUTION, executionRow(project, at, execution));
    }
    if (!rows.artifacts().isEmpty()) {
      Database.run(connection, ARTIFACTS, artifactRows(project, at, rows.artifacts().values()));
    }
    if (execution != null && !rows.edges().isEmpty()) {
      Database.run(connection, EDGES, edgeRows(project, execution.id(), at, rows.edges()));
    }
    List<Said> said = new ArrayList<>();
    rows.facets()
        .forEach(
            (node, facets) -> facets.forEach((name, it) -> said.add(new Said(node, name, it))));
    if (!said.isEmpty()) {
      Database.run(connection, FACETS, facetRows(project, at, said));
    }
  }

  private static Tuple executionRow(String project, Instant at, OutsideRows.Execution it) {
    boolean started = it.progress() == OutsideEvent.Progress.RUNNING;
    boolean ended = !started && it.progress() != OutsideEvent.Progress.OTHER;
    @Nullable OffsetDateTime time = Database.utc(at);
    return Tuple.of(it.id(), project, it.runId(), it.job().path(), it.job().name())
        .addString(started || ended ? it.progress().name() : "NEW")
        .addOffsetDateTime(started ? time : null)
        .addOffsetDateTime(ended ? time : null);
  }

  private static Tuple artifactRows(
      String project, Instant at, Collection<OutsideRows.Artifact> artifacts) {
    return Tuple.of(project, Database.utc(at))
        .addArrayOfUUID(artifacts.stream().map(OutsideRows.Artifact::id).toArray(UUID[]::new))
        .addArrayOfString(texts(artifacts, it -> it.dataset().name()))
        .addArrayOfString(texts(artifacts, it -> it.dataset().uri()))
        .addArrayOfString(texts(artifacts, OutsideRows.Artifact::digest))
        .addArrayOfString(texts(artifacts, PgOutsideLineage::metadata));
  }

  /** What the id follows from, so that it is the same for every event. */
  private static String metadata(OutsideRows.Artifact it) {
    var metadata =
        new JsonObject()
            .put("namespace", it.dataset().namespace())
            .put("name", it.dataset().name());
    if (!it.digest().isEmpty()) {
      metadata.put("version", it.dataset().version());
    }
    return metadata.encode();
  }

  private static Tuple edgeRows(
      String project, UUID execution, Instant at, Collection<OutsideRows.Edge> edges) {
    return Tuple.of(project, execution, Database.utc(at))
        .addArrayOfUUID(edges.stream().map(OutsideRows.Edge::artifact).toArray(UUID[]::new))
        .addArrayOfString(texts(edges, it -> it.direction().name()))
        .addArrayOfString(texts(edges, OutsideRows.Edge::slot));
  }

  private static Tuple facetRows(String project, Instant at, List<Said> said) {
    return Tuple.of(project, Database.utc(at))
        .addArrayOfUUID(said.stream().map(Said::node).toArray(UUID[]::new))
        .addArrayOfString(texts(said, Said::name))
        .addArrayOfString(texts(said, Said::facet))
        .addInteger(MAX_FACETS);
  }

  private static <T> String[] texts(Collection<T> items, Function<T, String> text) {
    return items.stream().map(text).toArray(String[]::new);
  }

  @Override
  public List<Facet> facets(String project, UUID node) {
    List<Facet> facets = new ArrayList<>();
    for (Row row : database.run(FIND_FACETS, Tuple.of(project, node, MAX_FACETS))) {
      facets.add(
          new Facet(
              row.getString("name"),
              row.getString("facet"),
              row.getOffsetDateTime("at").toInstant()));
    }
    return facets;
  }
}
