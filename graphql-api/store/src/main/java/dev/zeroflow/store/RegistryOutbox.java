package dev.zeroflow.store;

import dev.zeroflow.metadata.webhook.Delivery;
import dev.zeroflow.metadata.webhook.RegistryNews;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Writes what webhooks are to be told, in the transaction of the change: neither is there alone.
 * Servers are signalled by the commit, so that whoever hears it finds the delivery.
 */
final class RegistryOutbox {
  static final String CHANNEL = "zeroflow_webhooks";

  /** Largest body, in bytes. The value of a tag fits, however it is written. */
  static final int MAX_BODY = 1 << 20;

  /** As Python writes and reads times. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

  /** The lock makes that no webhook is deleted between being found and being written to. */
  private static final String TELL =
      """
      WITH listening AS (
        SELECT id FROM metadata.webhook
         WHERE project = $1 AND status = 'ACTIVE' AND $2 = ANY (events)
           FOR KEY SHARE
      ), counted AS (
        SELECT l.id, (SELECT count(*) FROM (
            SELECT FROM metadata.webhook_delivery d
             WHERE d.webhook_id = l.id AND d.state = 'WAITING' LIMIT $5) AS waiting) >= $5 AS is_full
          FROM listening l
      ), told AS (
        INSERT INTO metadata.webhook_delivery
          (webhook_id, event, body, state, next_try_at, error, created_at, ended_at)
        SELECT id, $2, CASE WHEN is_full THEN '' ELSE $3 END,
               CASE WHEN is_full THEN 'GIVEN_UP' ELSE 'WAITING' END,
               CASE WHEN NOT is_full THEN $4::timestamptz END,
               CASE WHEN is_full THEN $5::int || ' others wait for this webhook already' END,
               $4, CASE WHEN is_full THEN $4::timestamptz END
          FROM counted
        RETURNING 1)
      SELECT pg_notify('%s', '') FROM told LIMIT 1
      """
          .formatted(CHANNEL);

  private RegistryOutbox() {}

  static void write(SqlClient connection, String project, List<RegistryNews> news, Instant at) {
    for (RegistryNews it : news) {
      Tuple row =
          Tuple.of(project, it.event().name(), body(it, at), Database.utc(at))
              .addInteger(Delivery.MAX_WAITING);
      Database.run(connection, TELL, row);
    }
  }

  /** The body of a delivery, as MLflow writes it. */
  static String body(RegistryNews news, Instant at) {
    String whole = encoded(news, at);
    return whole.getBytes(StandardCharsets.UTF_8).length <= MAX_BODY
        ? whole
        : encoded(news.shortened(), at);
  }

  private static String encoded(RegistryNews news, Instant at) {
    return new JsonObject()
        .put("entity", news.event().entity().toLowerCase(Locale.ROOT))
        .put("action", news.event().action().toLowerCase(Locale.ROOT))
        .put("timestamp", TIME.format(at.atOffset(ZoneOffset.UTC)))
        .put("data", new JsonObject(new LinkedHashMap<>(news.data())))
        .encode();
  }
}
