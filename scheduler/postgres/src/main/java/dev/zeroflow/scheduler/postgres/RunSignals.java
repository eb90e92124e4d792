package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.ShardClaim;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells a scheduler that there may be new runs or requests, whoever has stored them. A hint that
 * may be lost: a scheduler that also looks from time to time misses nothing.
 */
public final class RunSignals implements AutoCloseable {
  private static final String CHANNEL = "zeroflow_runs";
  private static final String LISTEN = "LISTEN " + CHANNEL;
  private static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', $1)";
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final int DOUBLINGS = 7;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Runnable wake;
  private @Nullable PgConnection connection;
  private boolean closed;

  private RunSignals(Vertx vertx, PgConnectOptions options, Runnable wake) {
    this.vertx = vertx;
    this.options = options;
    this.wake = wake;
  }

  /**
   * Listens on a connection of its own until it is closed. Whenever the connection is lost, or
   * cannot be had, it tries again after a pause of 0.1 to 10 seconds.
   *
   * @param wake called for each signal and whenever it begins to listen, on an event loop: it must
   *     not block
   */
  public static RunSignals listen(Vertx vertx, PgConnectOptions options, Runnable wake) {
    var signals = new RunSignals(vertx, options, wake);
    signals.connect(0);
    return signals;
  }

  private void connect(int failures) {
    PgConnection.connect(vertx, options)
        .compose(this::listen)
        // What came while nobody listened is not sent again.
        .onSuccess(listening -> wake.run())
        .onFailure(refused -> connectLater(failures));
  }

  private Future<?> listen(PgConnection fresh) {
    if (!keep(fresh)) {
      return fresh.close();
    }
    fresh.notificationHandler(signal -> wake.run());
    // A connection that breaks is closed, and that is seen below.
    fresh.exceptionHandler(broken -> {});
    return fresh
        .query(LISTEN)
        .execute()
        .onSuccess(listening -> fresh.closeHandler(closing -> connectLater(0)))
        .onFailure(refused -> fresh.close());
  }

  /** False if it was closed in the meantime. */
  private synchronized boolean keep(PgConnection fresh) {
    connection = fresh;
    return !closed;
  }

  private synchronized void connectLater(int failures) {
    if (!closed) {
      vertx.setTimer(pause(failures), timer -> connect(failures + 1));
    }
  }

  private static long pause(int failures) {
    return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, DOUBLINGS));
  }

  /**
   * Tells everybody who listens. Not waited for, and not in the transaction that stores something:
   * transactions with a notification are committed one at a time.
   */
  static void announce(Pool pool, UUID run) {
    String shard = Integer.toString(ShardClaim.shardOf(run));
    pool.preparedQuery(NOTIFY).execute(Tuple.of(shard)).onFailure(ignored -> {});
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (connection != null) {
      connection.close().onFailure(ignored -> {});
    }
  }
}
