package dev.zeroflow.scheduler.postgres;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/**
 * A scheduler process under a name. Whoever takes the name over gets the next generation; commits
 * of earlier generations are refused from then on, and the commands that they had leased are due at
 * once.
 *
 * @param name stable name, e.g. of the machine or the data directory
 * @param generation counts the processes that have had the name
 */
public record SchedulerNode(String name, long generation) {
  private static final String TAKE_OVER =
      """
      INSERT INTO scheduling.node AS n (name, generation, started_at) VALUES ($1, 1, now())
      ON CONFLICT (name) DO UPDATE SET generation = n.generation + 1, started_at = now()
      RETURNING generation
      """;
  private static final String RELEASE =
      "UPDATE scheduling.command SET due_at = now() WHERE lease_owner = $1";

  /** Takes the name over. */
  public static SchedulerNode takeOver(Pool pool, String name) {
    return Sql.await(
        pool.withTransaction(
            connection ->
                connection
                    .preparedQuery(TAKE_OVER)
                    .execute(Tuple.of(name))
                    .map(rows -> new SchedulerNode(name, rows.iterator().next().getLong(0)))
                    .compose(
                        node ->
                            connection
                                .preparedQuery(RELEASE)
                                .execute(Tuple.of(name))
                                .map(released -> node))));
  }
}
