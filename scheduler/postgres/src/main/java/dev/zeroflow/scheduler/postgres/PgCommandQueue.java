package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.CommandQueue;
import dev.zeroflow.scheduler.run.Command;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * {@link CommandQueue} as a table. A lease is nothing but a later due time, so an expired one needs
 * no sweeper. Whoever has been taken over claims and renews nothing any more.
 */
public final class PgCommandQueue implements CommandQueue {
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT id, due_at FROM scheduling.command
         WHERE due_at <= now() AND EXISTS (
           SELECT 1 FROM scheduling.node WHERE name = $2 AND generation = $4)
         ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED),
      claimed AS (
        UPDATE scheduling.command c
           SET lease_owner = $2, due_at = now() + $3 * interval '1 millisecond',
               dispatches = dispatches + 1
          FROM due WHERE c.id = due.id
        RETURNING c.id, c.run_id, c.kind, c.task, c.attempt, c.dispatches, due.due_at AS was_due)
      SELECT * FROM claimed ORDER BY was_due, id
      """;
  private static final String RENEW =
      """
      UPDATE scheduling.command SET due_at = now() + $1 * interval '1 millisecond'
       WHERE id = ANY($2) AND lease_owner = $3 AND EXISTS (
         SELECT 1 FROM scheduling.node WHERE name = $3 AND generation = $4)
      """;
  private static final String DISCARD = "DELETE FROM scheduling.command WHERE id = $1";
  private static final String NEXT =
      "SELECT (extract(epoch FROM min(due_at) - now()) * 1000)::float8 FROM scheduling.command";

  private final Pool pool;
  private final SchedulerNode node;

  public PgCommandQueue(Pool pool, SchedulerNode node) {
    this.pool = pool;
    this.node = node;
  }

  @Override
  public List<ClaimedCommand> claim(int limit, Duration lease) {
    var claimed = new ArrayList<ClaimedCommand>();
    Sql.await(
            pool.preparedQuery(CLAIM)
                .execute(
                    Tuple.of(limit, node.name(), (double) lease.toMillis(), node.generation())))
        .forEach(row -> claimed.add(command(row)));
    return claimed;
  }

  private static ClaimedCommand command(Row row) {
    return new ClaimedCommand(
        row.getLong(0),
        row.getUUID(1),
        Command.Kind.valueOf(row.getString(2)),
        row.getString(3),
        row.getInteger(4),
        row.getInteger(5));
  }

  @Override
  public void renew(Collection<Long> commands, Duration lease) {
    Long[] ids = commands.toArray(Long[]::new);
    Sql.await(
        pool.preparedQuery(RENEW)
            .execute(Tuple.of((double) lease.toMillis(), ids, node.name(), node.generation())));
  }

  @Override
  public void discard(long command) {
    Sql.await(pool.preparedQuery(DISCARD).execute(Tuple.of(command)));
  }

  @Override
  public Optional<Duration> untilNext() {
    Double millis = Sql.await(pool.preparedQuery(NEXT).execute()).iterator().next().getDouble(0);
    return Optional.ofNullable(millis)
        .map(wait -> Duration.ofMillis((long) Math.ceil(Math.max(0, wait))));
  }
}
