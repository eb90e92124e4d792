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
      """;

  /** Ready 16 ms before its end, of which 12.5 ms were work. */
  private static final String TASK_ROW =
      """
      INSERT INTO scheduling.task (run_id, path, position, name, kind, function, state, attempt,
        failures, losses, cold, ready_at, attempt_at, finished_at, work_millis, inputs, outputs)
      VALUES ($1, $2, $3, $2, $4, $5, 'SUCCEEDED', 1, 0, 0, true, $6, $6,
        $6::timestamptz + interval '16 milliseconds', 12.5, $7, $8)
      """;

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
    boolean failed = state.equals("FAILED");
    Tuple row =
        Tuple.of(id, project, project + " digits", state)
            .addValue(new JsonObject().put("folds", 5).put("label", "digit"))
            .addString(failed ? "BAD_TABLE" : null)
            .addString(failed ? "USER" : null)
            .addString(failed ? "row 7 has no label" : null)
            .addString(failed ? "train" : null)
            .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
    await(pool.preparedQuery(RUN_ROW).execute(row));
  }

  private static void task(
      Pool pool, UUID run, String path, int position, String kind, String function) {
    Tuple row =
        Tuple.of(run, path, position, kind)
            .addString(function)
            .addOffsetDateTime(NOW.atOffset(ZoneOffset.UTC))
            .addValue(values(new JsonObject().put("depth", 3)))
            .addValue(values(new JsonObject().put("rows", 1797).put("ok", true)));
    await(pool.preparedQuery(TASK_ROW).execute(row));
  }

  private static JsonObject values(JsonObject parameters) {
    return new JsonObject().put("parameters", parameters).put("artifacts", new JsonObject());
  }

  private static void lineage(Pool pool) {
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
    new PgLineageWriter().write(connection, facts);
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
