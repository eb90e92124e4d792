package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.ConcurrencyLimits;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link ConcurrencyLimits} as a table. */
public final class PgConcurrencyLimits implements ConcurrencyLimits {
  private static final String LIST =
      "SELECT scope, name, slots FROM scheduling.concurrency_limit ORDER BY scope, name";
  private static final String SET =
      """
      INSERT INTO scheduling.concurrency_limit (scope, name, slots) VALUES ($1, $2, $3)
      ON CONFLICT (scope, name) DO UPDATE SET slots = EXCLUDED.slots
      """;
  private static final String REMOVE =
      """
      WITH granted AS (DELETE FROM scheduling.slot_grant WHERE scope = $1 AND name = $2)
      DELETE FROM scheduling.concurrency_limit WHERE scope = $1 AND name = $2
      """;

  private final Pool pool;

  public PgConcurrencyLimits(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Map<Limit, Integer> list() {
    var limits = new LinkedHashMap<Limit, Integer>();
    for (Row row : Sql.rows(pool, LIST, Tuple.tuple())) {
      var limit = new Limit(Scope.valueOf(row.getString("scope")), row.getString("name"));
      limits.put(limit, row.getInteger("slots"));
    }
    return limits;
  }

  @Override
  public void set(Limit limit, int slots) {
    if (slots < 0) {
      throw new IllegalArgumentException("a limit of " + slots + " slots");
    }
    Sql.rows(pool, SET, Tuple.of(limit.scope().name(), limit.name(), slots));
  }

  @Override
  public boolean remove(Limit limit) {
    return Sql.rows(pool, REMOVE, Tuple.of(limit.scope().name(), limit.name())).rowCount() > 0;
  }
}
