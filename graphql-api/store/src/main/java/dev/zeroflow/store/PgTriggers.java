package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trigger.RunTrigger;
import dev.zeroflow.metadata.trigger.Triggers;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Triggers in Postgres. */
public final class PgTriggers implements Triggers {
  /** Counting and adding must not interleave, or the limit would leak. */
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended('trigger/' || $1 || '/' || $2, 0))";

  private static final String OTHERS =
      """
      SELECT count(*) AS others FROM metadata.run_trigger
      WHERE project = $1 AND bucket = $2 AND name <> $3
      """;

  private static final String UPSERT =
      """
      INSERT INTO metadata.run_trigger
        (project, name, bucket, prefix, suffix, pipeline, parameters, enabled)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (project, name) DO UPDATE
        SET bucket = excluded.bucket, prefix = excluded.prefix, suffix = excluded.suffix,
          pipeline = excluded.pipeline, parameters = excluded.parameters,
          enabled = excluded.enabled
      """;

  private static final String PROJECTS =
      """
      SELECT DISTINCT project FROM metadata.run_trigger WHERE bucket = $1 AND enabled
       ORDER BY project
      """;

  private static final String ENABLED =
      """
      SELECT * FROM metadata.run_trigger
      WHERE project = $1 AND bucket = $2 AND enabled
      ORDER BY name LIMIT $3
      """;

  private final Database database;

  public PgTriggers(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void upsert(RunTrigger trigger) {
    database.transaction(connection -> upsert(connection, trigger));
  }

  private static RunTrigger upsert(SqlConnection connection, RunTrigger it) {
    Database.run(connection, ONE_AT_A_TIME, Tuple.of(it.project(), it.bucket()));
    long others =
        Database.run(connection, OTHERS, Tuple.of(it.project(), it.bucket(), it.name()))
            .iterator()
            .next()
            .getLong("others");
    if (others >= MAX_PER_BUCKET) {
      throw MetadataException.conflict(
          "bucket " + it.bucket() + " has " + others + " triggers already, the most allowed");
    }
    Database.run(
        connection,
        UPSERT,
        Tuple.of(it.project(), it.name(), it.bucket(), it.prefix(), it.suffix(), it.pipeline())
            .addValue(new JsonObject(new LinkedHashMap<String, Object>(it.parameters())))
            .addBoolean(it.enabled()));
    return it;
  }

  @Override
  public List<String> projectsWatching(String bucket) {
    List<String> projects = new ArrayList<>();
    database.run(PROJECTS, Tuple.of(bucket)).forEach(row -> projects.add(row.getString("project")));
    return projects;
  }

  @Override
  public List<RunTrigger> enabledFor(String project, String bucket) {
    List<RunTrigger> triggers = new ArrayList<>();
    database
        .run(ENABLED, Tuple.of(project, bucket, MAX_PER_BUCKET))
        .forEach(row -> triggers.add(trigger(row)));
    return triggers;
  }

  private static RunTrigger trigger(Row row) {
    return new RunTrigger(
        row.getString("project"),
        row.getString("name"),
        row.getString("bucket"),
        row.getString("prefix"),
        row.getString("suffix"),
        row.getString("pipeline"),
        Rows.texts(row.getJsonObject("parameters")),
        row.getBoolean("enabled"));
  }
}
