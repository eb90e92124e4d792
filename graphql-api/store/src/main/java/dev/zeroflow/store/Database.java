package dev.zeroflow.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements of the reactive client to their end. Blocks, so it belongs on virtual threads;
 * safe for use by many of them.
 */
final class Database {
  /** Longest wait for one answer of the database. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Classes of SQLSTATE that the same statement would meet again: bad data, broken rules. */
  private static final Set<String> PERMANENT = Set.of("0A", "21", "22", "23", "42");

  private final Pool pool;

  Database(Pool pool) {
    this.pool = pool;
  }

  /** Runs one statement in its own transaction. */
  RowSet<Row> run(String sql, Tuple parameters) {
    return run(pool, sql, parameters);
  }

  /** Reads by one statement or several, each in its own transaction. */
  <T> T query(Function<SqlClient, T> reads) {
    return reads.apply(pool);
  }

  /** Sends one statement in its own transaction, without waiting; {@link #await} its rows. */
  Future<RowSet<Row>> start(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters);
  }

  /** Runs one statement on the connection, in the transaction that it is in. */
  static RowSet<Row> run(SqlClient client, String sql, Tuple parameters) {
    return await(client.preparedQuery(sql).execute(parameters));
  }

  /** The only row of a result that has at most one by its keys. */
  static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  /** Runs the work in one transaction: commits what it did, or nothing if it throws. */
  <T> T transaction(Function<SqlConnection, T> work) {
    SqlConnection connection = await(pool.getConnection());
    try {
      Transaction transaction = await(connection.begin());
      T result = rollingBack(transaction, () -> work.apply(connection));
      await(transaction.commit());
      return result;
    } finally {
      await(connection.close());
    }
  }

  private static <T> T rollingBack(Transaction transaction, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error failure) {
      try {
        await(transaction.rollback());
      } catch (RuntimeException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  /**
   * Waits for the result.
   *
   * @throws StoreException if it failed, or did not come in time
   */
  static <T> T await(Future<T> future) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("would block an event loop: call from a virtual thread");
    }
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new StoreException("the database did not answer within " + TIMEOUT, true, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the database", true, e);
    }
  }

  private static StoreException failure(@Nullable Throwable cause) {
    boolean refused = cause instanceof PgException answer && isPermanent(answer.getSqlState());
    return refused
        ? new StoreException("the database refused a statement", false, cause)
        : new StoreException("the database was not reached: " + cause, true, cause);
  }

  private static boolean isPermanent(@Nullable String state) {
    return state != null && state.length() == 5 && PERMANENT.contains(state.substring(0, 2));
  }

  /** As the client writes {@code timestamptz}. */
  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Like {@link #utc}, for columns that may be empty. */
  static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
    return instant == null ? null : utc(instant);
  }
}
