package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Waits for the reactive client on the calling virtual thread. */
final class Sql {
  /** Begins a transaction like any other. */
  static final String BEGIN = "BEGIN";

  /**
   * No statement of the scheduler takes anywhere near as long; an answer that late will not come.
   */
  private static final long TIMEOUT_SECONDS = 30;

  /** Classes of SQLSTATE that the same statement would meet again: bad data, broken rules. */
  private static final Set<String> PERMANENT = Set.of("0A", "21", "22", "23", "42");

  private Sql() {}

  /**
   * The result of the future.
   *
   * @throws StoreUnavailableException if it failed for a passing reason or did not come in time
   * @throws MissingRowsException if a statement did not find all the rows that it had to change
   * @throws IllegalStateException if the database refuses what was sent and would do so again
   */
  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      throw new StoreUnavailableException("no answer in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    if (e.getCause() instanceof PgException refused && isPermanent(refused)) {
      if (MissingRowsException.SQLSTATE.equals(refused.getSqlState())) {
        return new MissingRowsException(e);
      }
      return new IllegalStateException("the database refuses: " + refused.getMessage(), e);
    }
    return new StoreUnavailableException(String.valueOf(e.getCause()), e);
  }

  private static boolean isPermanent(PgException refused) {
    String state = refused.getSqlState();
    return state != null && state.length() == 5 && PERMANENT.contains(state.substring(0, 2));
  }

  /** The rows that a statement of its own gives. */
  static RowSet<Row> rows(Pool pool, String sql, Tuple values) {
    return await(pool.preparedQuery(sql).execute(values));
  }

  /**
   * Runs statements in one transaction. Neither the first of them waits for {@code begin}, nor
   * COMMIT for the last.
   *
   * @param begin begins the transaction
   */
  static <T> T inTransaction(Pool pool, String begin, Function<Transaction, T> work) {
    SqlConnection connection = connection(pool);
    var transaction = new Transaction(connection);
    try {
      transaction.sent(connection.query(begin).execute());
      T result = work.apply(transaction);
      transaction.commit();
      connection.close().onFailure(ignored -> {});
      return result;
    } catch (RuntimeException e) {
      // Closed only then, so that nobody gets the connection inside the transaction.
      connection.query("ROLLBACK").execute().onComplete(rolledBack -> connection.close());
      throw e;
    }
  }

  /**
   * Runs statements in one transaction, none of which needs the answer of another: one round trip.
   *
   * @param begin begins the transaction
   */
  static void atOnce(Pool pool, String begin, List<Statement> statements) {
    await(pool.getConnection().compose(connection -> atOnce(connection, begin, statements)));
  }

  /** On the thread of the connection, so that all of it leaves together. */
  private static Future<?> atOnce(
      SqlConnection connection, String begin, List<Statement> statements) {
    var answers = new ArrayList<Future<?>>();
    answers.add(connection.query(begin).execute());
    for (Statement statement : statements) {
      answers.add(connection.preparedQuery(statement.sql()).execute(statement.values()));
    }
    // After a statement that failed, it rolls back.
    answers.add(connection.query("COMMIT").execute());
    Future.join(answers).onComplete(all -> connection.close());
    return Future.all(answers);
  }

  /** A connection that comes when nobody waits for it any more goes back. */
  private static SqlConnection connection(Pool pool) {
    Future<SqlConnection> coming = pool.getConnection();
    try {
      return await(coming);
    } catch (StoreUnavailableException e) {
      coming.onSuccess(SqlConnection::close);
      throw e;
    }
  }

  /** One value of each row, as the array that an {@code unnest} takes. */
  static <F, V extends @Nullable Object> V[] column(
      List<F> rows, Function<F, V> value, IntFunction<V[]> array) {
    V[] values = array.apply(rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    return values;
  }
}
