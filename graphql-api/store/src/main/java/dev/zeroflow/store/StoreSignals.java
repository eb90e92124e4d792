package dev.zeroflow.store;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;

/**
 * Tells a server that schedules have changed, whoever changed them. A signal may be lost together
 * with the connection, which is made again.
 */
public final class ScheduleSignals implements AutoCloseable {
  private static final String CHANNEL = "zeroflow_schedules";
  static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', '')";

  private static final long PAUSE_MILLIS = 1_000;

  private final PgSubscriber subscriber;

  private ScheduleSignals(PgSubscriber subscriber) {
    this.subscriber = subscriber;
  }

  /**
   * Listens on a connection of its own until it is closed.
   *
   * @param wake called for each signal and whenever it begins to listen, on an event loop: it must
   *     not block
   */
  public static ScheduleSignals listen(Vertx vertx, PgConnectOptions options, Runnable wake) {
    PgSubscriber subscriber = PgSubscriber.subscriber(vertx, options);
    subscriber.reconnectPolicy(retries -> PAUSE_MILLIS);
    subscriber
        .channel(CHANNEL)
        .subscribeHandler(ignored -> wake.run())
        .handler(ignored -> wake.run());
    subscriber.connect();
    return new ScheduleSignals(subscriber);
  }

  @Override
  public void close() {
    subscriber.close();
  }
}
