package dev.zeroflow.store;

import dev.zeroflow.metadata.pipeline.Pipeline;
import dev.zeroflow.metadata.pipeline.PipelineVersion;
import dev.zeroflow.metadata.pipeline.Pipelines;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.Optional;

/** Pipelines in Postgres. */
public final class PgPipelines implements Pipelines {
  private static final String CREATE =
      """
      INSERT INTO metadata.pipeline (project, name, last_version) VALUES ($1, $2, 0)
      ON CONFLICT (project, name) DO NOTHING
      """;

  private static final String LOCK =
      "SELECT last_version FROM metadata.pipeline WHERE project = $1 AND name = $2 FOR UPDATE";

  private static final String LATEST =
      """
      SELECT * FROM metadata.pipeline_version WHERE project = $1 AND pipeline = $2
      ORDER BY number DESC LIMIT 1
      """;

  private static final String COUNT =
      "UPDATE metadata.pipeline SET last_version = $3 WHERE project = $1 AND name = $2";

  private static final String ADD =
      """
      INSERT INTO metadata.pipeline_version
        (project, pipeline, number, digest, document, created_at, name)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  private final Database database;
  private final Pool pool;
  private final InstantSource clock;

  public PgPipelines(Pool pool, InstantSource clock) {
    this.database = new Database(pool);
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public PipelineVersion add(Pipeline pipeline, String digest, String document) {
    return database.transaction(connection -> add(connection, pipeline, digest, document));
  }

  private PipelineVersion add(
      SqlConnection connection, Pipeline pipeline, String digest, String document) {
    Tuple key = Tuple.of(pipeline.project(), pipeline.name());
    Database.run(connection, CREATE, key);
    int last = Database.run(connection, LOCK, key).iterator().next().getInteger("last_version");
    Optional<PipelineVersion> same =
        latest(connection, pipeline).filter(version -> version.digest().equals(digest));
    if (same.isPresent()) {
      return same.get();
    }
    var added = new PipelineVersion(pipeline, last + 1, digest, document, clock.instant());
    Database.run(connection, COUNT, Tuple.of(pipeline.project(), pipeline.name(), added.number()));
    Database.run(
        connection,
        ADD,
        Tuple.of(pipeline.project(), pipeline.name(), added.number(), digest, document)
            .addOffsetDateTime(Database.utc(added.createdAt()))
            .addString(madeName(added)));
    return added;
  }

  /** The digest keeps it from being a name that somebody chose. */
  private static String madeName(PipelineVersion version) {
    int start = version.digest().indexOf(':') + 1;
    return version.number() + "-" + version.digest().substring(start, start + 8);
  }

  @Override
  public Optional<PipelineVersion> latest(Pipeline pipeline) {
    return latest(pool, pipeline);
  }

  private static Optional<PipelineVersion> latest(SqlClient client, Pipeline pipeline) {
    Tuple key = Tuple.of(pipeline.project(), pipeline.name());
    return Database.first(Database.run(client, LATEST, key)).map(row -> version(pipeline, row));
  }

  private static PipelineVersion version(Pipeline pipeline, Row row) {
    return new PipelineVersion(
        pipeline,
        row.getInteger("number"),
        row.getString("digest"),
        row.getString("document"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
