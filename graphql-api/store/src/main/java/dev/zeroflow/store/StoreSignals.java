package dev.zeroflow.store;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;

/**
 * Tells a server what has changed in the database, whoever changed it. A signal may be lost
 * together with the connection, which is made again.
 */
public final class StoreSignals implements AutoCloseable {
  private static final String SCHEDULES = "zeroflow_schedules";
  static final String SCHEDULES_CHANGED = "SELECT pg_notify('" + SCHEDULES + "', '')";

  private static final long PAUSE_MILLIS = 1_000;

  private final PgSubscriber subscriber;

  private StoreSignals(PgSubscriber subscriber) {
    this.subscriber = subscriber;
  }

  /**
   * Listens on a connection of its own until it is closed. What it calls is called for each signal
   * and whenever it begins to listen, on an event loop: it must not block.
   *
   * @param schedules told when a schedule has changed
   * @param webhooks told when there is something to deliver
   */
  public static StoreSignals listen(
      Vertx vertx, PgConnectOptions options, Runnable schedules, Runnable webhooks) {
    PgSubscriber subscriber = PgSubscriber.subscriber(vertx, options);
    subscriber.reconnectPolicy(retries -> PAUSE_MILLIS);
    hear(subscriber, SCHEDULES, schedules);
    hear(subscriber, RegistryOutbox.CHANNEL, webhooks);
    subscriber.connect();
    return new StoreSignals(subscriber);
  }

  private static void hear(PgSubscriber subscriber, String channel, Runnable wake) {
    subscriber
        .channel(channel)
        .subscribeHandler(ignored -> wake.run())
        .handler(ignored -> wake.run());
  }

  @Override
  public void close() {
    subscriber.close();
  }
}
