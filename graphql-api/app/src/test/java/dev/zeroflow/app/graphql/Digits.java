package dev.zeroflow.app.graphql;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.EdgeRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.MetricRecorded;
import dev.zeroflow.store.PgLineageWriter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the tests find: a run that trained a model on an uploaded data set, and a foreign run. */
final class Digits {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final UUID RUN = UUID.fromString("11111111-1111-4111-8111-111111111111");
  static final UUID FAILED_RUN = UUID.fromString("22222222-2222-4222-8222-222222222222");
  static final UUID LOOP_RUN = UUID.fromString("44444444-4444-4444-8444-444444444444");
  static final UUID FOREIGN_RUN = UUID.fromString("33333333-3333-4333-8333-333333333333");
  static final Artifact DATASET = artifact("default", "dataset", "system.Dataset");
  static final Artifact MODEL = artifact("default", "model", "system.Model");
  static final Artifact FOREIGN_MODEL = artifact("another", "model", "system.Model");

  private static final String DOCUMENT =
      """
      INSERT INTO scheduling.pipeline_document (digest, document)
      VALUES ('sha256:' || repeat('0', 64), 'digits') ON CONFLICT DO NOTHING
      """;

  private static final String RUN_ROW =
      """
      INSERT INTO scheduling.run (id, project, name, pipeline, document_digest, state, version,
        trigger_kind, trigger_detail, parameters, error_code, error_category, error_message,
        error_task, created_at, started_at, finished_at)
      VALUES ($1, $2, $3, 'digits', 'sha256:' || repeat('0', 64), $4, 1, 'OBJECT_CREATED',
        's3://incoming/digits.csv', $5, $6, $7, $8, $9, $10, $10, $10)
      ON CONFLICT DO NOTHING
      """;

  /** Ready 16 ms before its end, of which 12.5 ms were work. */
  private static final String TASK_ROW =
      """
      INSERT INTO scheduling.task (run_id, path, position, name, kind, function, state, attempt,
        failures, losses, cold, ready_at, attempt_at, finished_at, work_millis, inputs, outputs)
      VALUES ($1, $2, $3, $2, $4, $5, 'SUCCEEDED', 1, 0, 0, true, $6, $6,
        $6::timestamptz + interval '16 milliseconds', 12.5, $7, $8)
      ON CONFLICT DO NOTHING
      """;

  /** A loop of three: executed, taken over from the cache, and failed. */
  private static final String LOOP_ROWS =
      """
      INSERT INTO scheduling.task (run_id, path, position, name, kind, iteration, function, state,
        attempt, failures, losses, ready_at, finished_at, cache_fingerprint, cache_parts,
        cache_from_run, cache_from_task, cache_miss, error_code, error_category, error_message,
        work_millis)
      SELECT $1, path, number - 1, name, kind, iteration::int, function, state, attempt,
             CASE state WHEN 'FAILED' THEN attempt - 1 ELSE 0 END,
             CASE state WHEN 'FAILED' THEN 1 ELSE 0 END, $2, $2, nullif(miss || source, ''),
             CASE WHEN miss || source <> '' THEN '{}' END,
             CASE WHEN source <> '' THEN $3::uuid END, nullif(source, ''), nullif(miss, ''),
             CASE state WHEN 'FAILED' THEN 'BAD_TABLE' END,
             CASE state WHEN 'FAILED' THEN 'USER' END,
             CASE state WHEN 'FAILED' THEN 'row 7 has no label' END,
             CASE path WHEN 'loop/0/fit' THEN 0.5 END
        FROM (VALUES
          (1, 'loop', 'loop', 'LOOP', NULL, NULL, 'FAILED', 1, '', ''),
          (2, 'loop/0', '0', 'ITERATION', 0, NULL, 'SUCCEEDED', 1, '', ''),
          (3, 'loop/0/fit', 'fit', 'CONTAINER', NULL, 'tasks', 'SUCCEEDED', 1, 'no such', ''),
          (4, 'loop/1', '1', 'ITERATION', 1, NULL, 'SUCCEEDED', 1, '', ''),
          (5, 'loop/1/fit', 'fit', 'CONTAINER', NULL, 'tasks', 'SUCCEEDED', 0, '', 'train'),
          (6, 'loop/2', '2', 'ITERATION', 2, NULL, 'FAILED', 1, '', ''),
          (7, 'loop/2/fit', 'fit', 'CONTAINER', NULL, 'tasks', 'FAILED', 4, '', ''))
          AS row (number, path, name, kind, iteration, function, state, attempt, miss, source)
      ON CONFLICT DO NOTHING
      """;

  private static final String URGENT =
      "UPDATE scheduling.run SET priority = 7, deadline_at = $2 WHERE id = $1";

  private Digits() {}

  static void write(Pool pool) {
    await(pool.query(DOCUMENT).execute());
    run(pool, RUN, "default", "SUCCEEDED", NOW);
    run(pool, FAILED_RUN, "default", "FAILED", NOW.minusSeconds(60));
    run(pool, FOREIGN_RUN, "another", "SUCCEEDED", NOW);
    task(pool, RUN, "upload", 0, "IMPORTER", null);
    task(pool, RUN, "train", 1, "CONTAINER", "tasks");
    task(pool, FOREIGN_RUN, "train", 0, "CONTAINER", "tasks");
    lineage(pool);
    loop(pool);
  }

  private static void loop(Pool pool) {
    run(pool, LOOP_RUN, "another", "FAILED", NOW.minusSeconds(120));
    var now = NOW.atOffset(ZoneOffset.UTC);
    await(pool.preparedQuery(LOOP_ROWS).execute(Tuple.of(LOOP_RUN, now, RUN)));
    await(pool.preparedQuery(URGENT).execute(Tuple.of(LOOP_RUN, now)));
  }

  /** Many more runs with a task each. */
  static void more(Pool pool, String project, int runs) {
    for (int i = 0; i < runs; i++) {
      UUID id = UUID.randomUUID();
      run(pool, id, project, "SUCCEEDED", NOW.minusSeconds(i));
      task(pool, id, "train", 0, "CONTAINER", "tasks");
    }
  }

  private static void run(Pool pool, UUID id, String project, String state, Instant at) {
    run(pool, id, project, project + " digits", state, at);
  }

  static void run(Pool pool, UUID id, String project, String name, String state, Instant at) {
    boolean failed = state.equals("FAILED");
    Tuple row =
        Tuple.of(id, project, name, state)
            .addString(new JsonObject().put("folds", 5).put("label", "digit").encode())
            .addString(failed ? "BAD_TABLE" : null)
            .addString(failed ? "USER" : null)
            .addString(failed ? "row 7 has no label" : null)
            .addString(failed ? "train" : null)
            .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
    await(pool.preparedQuery(RUN_ROW).execute(row));
  }

  static void task(Pool pool, UUID run) {
    task(pool, run, "train", 0, "CONTAINER", "tasks");
  }

  private static void task(
      Pool pool, UUID run, String path, int position, String kind, String function) {
    Tuple row =
        Tuple.of(run, path, position, kind)
            .addString(function)
            .addOffsetDateTime(NOW.atOffset(ZoneOffset.UTC))
            .addString(values(new JsonObject().put("depth", 3)))
            .addString(values(new JsonObject().put("rows", 1797).put("ok", true)));
    await(pool.preparedQuery(TASK_ROW).execute(row));
  }

  private static String values(JsonObject parameters) {
    return new JsonObject()
        .put("parameters", parameters)
        .put("artifacts", new JsonObject())
        .encode();
  }

  static void lineage(Pool pool) {
    ExecutionRecorded upload = execution("default", RUN, "upload");
    ExecutionRecorded train = execution("default", RUN, "train");
    List<LineageFact> facts =
        List.of(
            upload,
            train,
            new ArtifactRecorded(DATASET),
            new ArtifactRecorded(MODEL),
            new ArtifactRecorded(FOREIGN_MODEL),
            edge(upload, DATASET, Direction.OUTPUT),
            edge(train, DATASET, Direction.INPUT),
            edge(train, MODEL, Direction.OUTPUT),
            new MetricRecorded("default", RUN, "train", "accuracy", 0.97, 0, NOW));
    var connection = await(pool.getConnection());
    var transaction = await(connection.begin());
    new PgLineageWriter()
        .write((sql, values) -> await(connection.preparedQuery(sql).execute(values)), facts);
    await(transaction.commit());
    await(connection.close());
  }

  private static Artifact artifact(String project, String name, String type) {
    return new Artifact(
        UUID.nameUUIDFromBytes((project + name).getBytes(StandardCharsets.UTF_8)),
        project,
        name,
        type,
        "s3://zeroflow/" + name,
        Digests.sha256(name),
        1234,
        Map.of("rows", 1797),
        NOW);
  }

  private static ExecutionRecorded execution(String project, UUID run, String task) {
    return new ExecutionRecorded(
        UUID.nameUUIDFromBytes((run + task).getBytes(StandardCharsets.UTF_8)),
        project,
        run,
        task,
        task,
        1,
        ExecutionState.COMPLETE,
        NOW,
        NOW);
  }

  private static EdgeRecorded edge(ExecutionRecorded execution, Artifact artifact, Direction way) {
    return new EdgeRecorded(
        execution.project(), execution.id(), artifact.id(), way, artifact.name(), NOW);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
