package dev.zeroflow.knative.cluster.event;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How events come to the server.
 *
 * @param brokerClass implementation of the Broker; null for the cluster's default, which may lose
 *     events when it is restarted
 * @param buckets buckets whose events are delivered
 * @param retries deliveries after the first one
 * @param firstBackoff wait before the second delivery, doubled for each further one
 * @param deadLetters where events go that could not be delivered; null to drop them
 * @param wakeUps cron expression, in UTC, of the times at which the server looks for what it may
 *     have missed
 */
public record EventSettings(
    @Nullable String brokerClass,
    List<String> buckets,
    int retries,
    Duration firstBackoff,
    @Nullable URI deadLetters,
    String wakeUps) {
  /** Whom the tokens of senders are for. */
  public static final String AUDIENCE = "zeroflow-events";

  private static final int MAX_RETRIES = 20;
  private static final int CRON_FIELDS = 5;

  public EventSettings {
    buckets = List.copyOf(buckets);
    if (buckets.isEmpty()) {
      throw new IllegalArgumentException("events are those of at least one bucket");
    }
    if (retries < 0 || retries > MAX_RETRIES) {
      throw new IllegalArgumentException("there are 0 to %d retries".formatted(MAX_RETRIES));
    }
    if (firstBackoff.isNegative() || firstBackoff.isZero()) {
      throw new IllegalArgumentException("the first backoff is longer than nothing");
    }
    if (wakeUps.strip().split("\\s+", -1).length != CRON_FIELDS) {
      throw new IllegalArgumentException("\"%s\" has no five fields of cron".formatted(wakeUps));
    }
  }

  /** Ten retries in about nine minutes, and a look every ten minutes. */
  public static EventSettings of(List<String> buckets) {
    return new EventSettings(null, buckets, 10, Duration.ofMillis(500), null, "*/10 * * * *");
  }
}
