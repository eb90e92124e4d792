package dev.zeroflow.store;

import dev.zeroflow.metadata.lineage.ExecutionParameters;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What tasks and tracking runs of one project were told, in Postgres: one statement. */
public final class PgExecutionParameters implements ExecutionParameters {
  private static final String PARAMETERS =
      """
      SELECT e.id, p.key, left(p.value, 1000) AS value
        FROM metadata.execution e
        JOIN scheduling.task_view t ON t.run_id = e.run_id AND t.path = e.task_path
       CROSS JOIN LATERAL json_each_text(t.inputs) p
       WHERE e.project = $1 AND e.id = ANY ($2)
      UNION ALL
      SELECT e.id, p.key, left(p.value, 1000)
        FROM metadata.execution e JOIN metadata.tracking_param p ON p.run_id = e.run_id
       WHERE e.project = $1 AND e.id = ANY ($2) AND e.id = e.run_id AND e.task_path = 'run'
       ORDER BY id, key LIMIT $3
      """;

  private final Database database;
  private final String project;

  public PgExecutionParameters(Pool pool, String project) {
    this.database = new Database(pool);
    this.project = project;
  }

  @Override
  public Map<UUID, Map<String, String>> of(Collection<UUID> executions) {
    Map<UUID, Map<String, String>> parameters = new HashMap<>();
    Tuple which =
        Tuple.of(project)
            .addArrayOfUUID(executions.toArray(UUID[]::new))
            .addInteger(MAX_PARAMETERS);
    for (Row row : database.run(PARAMETERS, which)) {
      parameters
          .computeIfAbsent(row.getUUID("id"), id -> new HashMap<>())
          .put(row.getString("key"), String.valueOf(row.getString("value")));
    }
    return parameters;
  }
}
