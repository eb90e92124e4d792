package dev.zeroflow.scheduler.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements on one connection, sent one after the other without waiting for each. Postgres answers
 * them in order, and after the first that fails it refuses the others and the commit.
 */
final class Transaction {
  private final SqlConnection connection;
  private final List<Future<?>> sent = new ArrayList<>();

  Transaction(SqlConnection connection) {
    this.connection = connection;
  }

  /** Sends a statement; its failure shows at the latest when the transaction ends. */
  Future<RowSet<Row>> send(String sql, Tuple values) {
    Future<RowSet<Row>> answer = connection.preparedQuery(sql).execute(values);
    sent(answer);
    return answer;
  }

  void send(Statement statement) {
    send(statement.sql(), statement.values());
  }

  /** Sends a statement and waits for it and for all before it. */
  RowSet<Row> await(String sql, Tuple values) {
    Future<RowSet<Row>> answer = send(sql, values);
    awaitAll();
    return Sql.await(answer);
  }

  void sent(Future<?> answer) {
    sent.add(answer);
  }

  /** Commits. */
  void commit() {
    sent(connection.query("COMMIT").execute());
    awaitAll();
  }

  private void awaitAll() {
    sent.forEach(Sql::await);
    sent.clear();
  }
}
