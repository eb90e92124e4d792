package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.FinishedRuns;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** {@link FinishedRuns} in Postgres; what belongs to a run goes with its row. */
public final class PgFinishedRuns implements FinishedRuns {
  private static final String DELETE =
      "DELETE FROM scheduling.run WHERE project = $1 AND id = $2 AND finished_at IS NOT NULL";

  private final Pool pool;

  public PgFinishedRuns(Pool pool) {
    this.pool = pool;
  }

  @Override
  public boolean delete(String project, UUID run) {
    return Sql.rows(pool, DELETE, Tuple.of(project, run)).rowCount() == 1;
  }
}
