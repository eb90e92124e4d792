package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunQueue;
import dev.zeroflow.scheduler.run.RunEvent;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link RunQueue} as indexed columns of the runs, and a table of requests. */
public final class PgRunQueue implements RunQueue {
  private static final String UNFINISHED =
      """
      SELECT id FROM scheduling.run
       WHERE shard = ANY($1) AND state IN ('RUNNING', 'CANCELING', 'PAUSED')
      """;
  private static final String PENDING =
      """
      SELECT id FROM scheduling.run
       WHERE shard = ANY($1) AND state = 'PENDING' AND NOT project = ANY($3)
       ORDER BY priority DESC, created_at, id LIMIT $2
      """;

  /** A hundred answered requests at most go with each new one, so that there are never many. */
  private static final String POST =
      """
      WITH old AS (
        SELECT id FROM scheduling.request WHERE answered_at < now() - interval '1 day'
         ORDER BY answered_at LIMIT 100 FOR UPDATE SKIP LOCKED),
      forgotten AS (
        DELETE FROM scheduling.request r USING old WHERE r.id = old.id)
      INSERT INTO scheduling.request (run_id, shard, kind, priority)
      SELECT id, shard, $3, $4 FROM scheduling.run WHERE project = $1 AND id = $2
      RETURNING id
      """;

  private static final String REQUESTS =
      """
      SELECT id, run_id, kind, priority FROM scheduling.request
       WHERE answered_at IS NULL AND shard = ANY($1) ORDER BY id LIMIT $2
      """;
  private static final String ANSWER =
      "SELECT refused FROM scheduling.request WHERE id = $1 AND answered_at IS NOT NULL";

  private final Pool pool;

  public PgRunQueue(Pool pool) {
    this.pool = pool;
  }

  @Override
  public List<UUID> unfinished(Collection<Integer> shards) {
    return ids(Sql.rows(pool, UNFINISHED, Tuple.tuple().addArrayOfShort(numbers(shards))));
  }

  @Override
  public List<UUID> pending(Collection<Integer> shards, Collection<String> without, int limit) {
    Tuple values =
        Tuple.tuple()
            .addArrayOfShort(numbers(shards))
            .addInteger(limit)
            .addArrayOfString(without.toArray(String[]::new));
    return ids(Sql.rows(pool, PENDING, values));
  }

  private static List<UUID> ids(RowSet<Row> rows) {
    var ids = new ArrayList<UUID>(rows.size());
    rows.forEach(row -> ids.add(row.getUUID(0)));
    return ids;
  }

  private static Short[] numbers(Collection<Integer> shards) {
    return shards.stream().map(Integer::shortValue).toArray(Short[]::new);
  }

  @Override
  public Optional<Long> post(String project, UUID run, RunEvent.Requested request) {
    Tuple values =
        Tuple.of(project, run, RequestKind.of(request).name(), RequestKind.priority(request));
    RowSet<Row> posted = Sql.rows(pool, POST, values);
    if (posted.size() == 0) {
      return Optional.empty();
    }
    RunSignals.announce(pool, run);
    return Optional.of(posted.iterator().next().getLong(0));
  }

  @Override
  public List<Posted> requests(Collection<Integer> shards, int limit) {
    var requests = new ArrayList<Posted>();
    Tuple values = Tuple.tuple().addArrayOfShort(numbers(shards)).addInteger(limit);
    for (Row row : Sql.rows(pool, REQUESTS, values)) {
      RunEvent.Requested request = RequestKind.valueOf(row.getString(2)).request(row.getInteger(3));
      requests.add(new Posted(row.getLong(0), row.getUUID(1), request));
    }
    return requests;
  }

  @Override
  public Optional<Answered> answer(long request) {
    RowSet<Row> answered = Sql.rows(pool, ANSWER, Tuple.of(request));
    return answered.size() == 0
        ? Optional.empty()
        : Optional.of(new Answered(answered.iterator().next().getString(0)));
  }

  @Override
  public void refuse(Collection<RunCommit.Answer> answers) {
    if (!answers.isEmpty()) {
      Sql.rows(pool, CommitSql.ANSWER_REQUESTS, RunColumns.answers(List.copyOf(answers)));
    }
  }
}
