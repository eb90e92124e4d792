package dev.zeroflow.app.graphql;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** A pipeline with versions, a model, a trigger and a service, all named {@code catalog}. */
final class Catalog {
  /** Needs two parameters, one with a default; the second step reads what the first one makes. */
  static final String DOCUMENT =
      """
      {"pipelineInfo": {"name": "catalog"}, "schemaVersion": "2.1.0", "sdkVersion": "kfp-2.13.0",
       "root": {
         "inputDefinitions": {"parameters": {
           "rows": {"parameterType": "NUMBER_INTEGER", "defaultValue": 10.0},
           "name": {"parameterType": "STRING"}}},
         "dag": {"tasks": {
           "load": {"componentRef": {"name": "comp-load"}, "taskInfo": {"name": "load"},
             "inputs": {"parameters": {"rows": {"componentInputParameter": "rows"}}}},
           "train": {"componentRef": {"name": "comp-load"}, "taskInfo": {"name": "train"},
             "dependentTasks": ["load"],
             "inputs": {"parameters": {"rows": {"componentInputParameter": "rows"}}}}}}},
       "components": {"comp-load": {"executorLabel": "exec-load",
         "inputDefinitions": {"parameters": {"rows": {"parameterType": "NUMBER_INTEGER"}}}}},
       "deploymentSpec": {"executors": {"exec-load": {"container": {
         "image": "zeroflow/tasks", "command": ["load"]}}}}}
      """;

  private static final String[] ROWS = {
    """
    INSERT INTO metadata.pipeline (project, name, last_version, description)
    VALUES ('default', 'catalog', 3, 'For tests') ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO metadata.pipeline_version (project, pipeline, number, digest, document, created_at, name)
    SELECT 'default', 'catalog', n, 'sha256:' || repeat('0', 64), $1, now(), 'v' || n
      FROM generate_series(1, 3) n ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO metadata.run_trigger (project, name, bucket, prefix, suffix, pipeline, parameters, enabled)
    SELECT 'default', 'catalog' || n, 'b', '', '', 'catalog', '{}', true
      FROM generate_series(1, 3) n ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO metadata.registered_model (project, name, last_version, created_at, updated_at)
    VALUES ('default', 'catalog', 1, now(), now()) ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO metadata.model_version (id, project, model, version, artifact_id, metrics, description,
      client_request_id, request_digest, created_at, updated_at)
    VALUES (gen_random_uuid(), 'default', 'catalog', 1, $1, '{}', '', 'catalog',
      'sha256:' || repeat('0', 64), now(), now()) ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO metadata.inference_service (project, name, model, version, artifact_id, digest,
      token_digest, state, address, updated_at, serving_since)
    SELECT 'default', 'catalog' || n, 'catalog', 1, $1, 'sha256:' || repeat('0', 64),
           'sha256:' || repeat(n::text, 64), 'READY', 'http://x', now(), now()
      FROM generate_series(1, 3) n ON CONFLICT DO NOTHING
    """
  };

  private Catalog() {}

  /** After {@link Digits#write}, whose model it registers. */
  static void write(Pool pool) {
    for (String row : ROWS) {
      Tuple values = Tuple.tuple();
      if (row.contains("$1")) {
        values.addValue(row.contains("document") ? DOCUMENT : Digits.MODEL.id());
      }
      pool.preparedQuery(row).execute(values).toCompletionStage().toCompletableFuture().join();
    }
  }
}
